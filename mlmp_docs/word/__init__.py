"""Word templates in, documents out."""
