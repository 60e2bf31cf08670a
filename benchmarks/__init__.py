"""What is measured, and how. Nothing here runs in the test suite."""
