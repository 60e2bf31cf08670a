"""Files into postings: read, recognise the columns, check every row, write all of them or none."""
