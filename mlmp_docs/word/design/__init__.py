"""The built-in Word templates, made from code: `python -m mlmp_docs.word.design templates/`.

This script is the truth for the built-in templates; a project's own copies may be edited freely in Word.
"""
