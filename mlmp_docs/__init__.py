"""Documents, lists and deadlines for borgerplansmøder, made from one YAML plan file per citizen."""

__version__ = "0.1.0"
