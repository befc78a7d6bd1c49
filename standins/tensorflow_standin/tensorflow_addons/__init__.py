"""An inert stand-in: see `standin`."""

import standin

standin.replace(__name__)
