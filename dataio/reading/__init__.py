"""Files into tables of texts: what kind of file it is, how it is written, and its rows one by one."""
