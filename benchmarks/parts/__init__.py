"""The parts of the benchmarks, each a module with `measure`."""
