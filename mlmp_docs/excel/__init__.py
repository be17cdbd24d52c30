"""Excel workbooks: the lists, and the one that plans are edited in, going out and coming home."""
