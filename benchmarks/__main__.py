"""python -m benchmarks [PART ...], and python -m benchmarks report [FILE]."""

from benchmarks.command import main

if __name__ == "__main__":
    main()
