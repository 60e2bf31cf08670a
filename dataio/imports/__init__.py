"""Files into postings and applications: read and shown first, written as a whole, taken back as a whole."""
