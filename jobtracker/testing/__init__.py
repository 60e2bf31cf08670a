"""What the tests of every app build on; nothing else imports it."""
