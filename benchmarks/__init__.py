"""What Kroniek costs, measured side by side with what it is built on."""
