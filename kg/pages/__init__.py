"""Pages for readers: the same for a server and as files."""
