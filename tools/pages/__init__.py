"""What `tools/make_pages.py` reads and how the pages of documentation are laid out."""
