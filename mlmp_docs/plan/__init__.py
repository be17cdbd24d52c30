"""The plan as data: what a plan file and mlmp.yaml may say, and the reader that turns text into records."""
