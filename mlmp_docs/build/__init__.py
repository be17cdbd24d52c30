"""The street itself: what should be made, what must be left alone, making it, and the summary."""
