"""Every document and variant on paper, to be looked at: `python -m tools.pages FOLDER`."""
