"""What is measured, and how. The test suite runs the tests of the seeder alone."""
