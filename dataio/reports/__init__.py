"""What is printed: the report on a search, and lists, as PDF."""
