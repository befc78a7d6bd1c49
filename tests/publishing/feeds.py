"""Made-up feeds."""

from typing import Any
from xml.sax.saxutils import escape


def rss(*entries: str, title: str = "Courier", language: str = "en-us") -> bytes:
    head = f"<title>{escape(title)}</title><language>{language}</language>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(entries)}</channel></rss>'.encode()


def entry(title: str = "A new law", link: str | None = None, day: int | None = 10, **more: Any) -> str:
    """An entry of a day in January 2026; `title` is text, escaped here."""
    address = f"https://example.org/{abs(hash(title))}" if link is None else link
    date = f"<pubDate>{day:02} Jan 2026 08:00:00 GMT</pubDate>" if day else ""
    others = "".join(f"<{name}>{value}</{name}>" for name, value in more.items())
    return f"<item><title>{escape(title)}</title><link>{escape(address)}</link>{date}{others}</item>"


ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ne">
  <title>Courier</title><id>urn:x</id><updated>2026-01-12T00:00:00Z</updated>
  <entry>
    <title type="html">Pay &amp;amp; &lt;b&gt;rest&lt;/b&gt;</title><id>urn:y</id>
    <link rel="self" href="https://example.org/feed"/><link rel="alternate" href="https://example.org/pay"/>
    <updated>2026-01-12T00:30:00+05:45</updated>
  </entry>
</feed>"""

#: Ten times ten times ten ... a: nine lines that would be a thousand million letters.
BOMB = (
    '<?xml version="1.0"{encoding}?><!DOCTYPE rss [<!ENTITY e0 "aaaaaaaaaa">'
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    + "]><rss version='2.0'><channel><title>x</title>"
    "<item><title>&e8;</title><link>https://example.org/x</link></item></channel></rss>"
)
