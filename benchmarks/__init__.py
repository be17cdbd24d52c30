"""How fast mlmp-docs is, beside its peers."""
