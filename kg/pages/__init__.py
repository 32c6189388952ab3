"""Pages for readers: the same for a server and as files."""

from kg.pages.routes import page_routes
from kg.pages.site import Written, write_site

__all__ = ["Written", "page_routes", "write_site"]
