"""python -m fuzz [TARGET ...] [--seconds N]."""

from fuzz.command import main

if __name__ == "__main__":
    main()
