"""Pages for readers: the same for a server and as files."""

from kg.pages.site import Written, write_site

__all__ = ["Written", "write_site"]
