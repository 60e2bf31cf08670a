"""What the columns of a file mean: layouts of other trackers, names that people give, and how cells are read."""
