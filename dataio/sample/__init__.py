"""The sample data that the repository ships: made from a fixed seed, kept as two files, loaded and removed at will."""
