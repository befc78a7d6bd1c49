"""Rasa's server as `sathi run` starts it: `rasa run` without the parts of the command line that it does not need."""

import logging
import sys

from .logs import quiet_logs


def main() -> None:
    """Serve: arguments are interface, port, model and endpoints file."""
    quiet_logs()
    interface, port, model, endpoints = sys.argv[1:5]

    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    serve_application(
        model,
        interface=interface,
        port=int(port),
        credentials="credentials.yml",
        enable_api=False,
        endpoints=AvailableEndpoints.read_endpoints(endpoints),
    )


if __name__ == "__main__":
    main()
