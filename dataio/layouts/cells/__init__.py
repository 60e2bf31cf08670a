"""From a cell's text to a value, as people and other trackers write them."""
