"""What the sample is written from: invented companies, the kinds of work they offer, and an applicant's notes."""
