"""What is measured in processes of its own; each prints one line of JSON."""
