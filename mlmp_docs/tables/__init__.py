"""The plans as tables with a row for each thing, for editing in a spreadsheet. Knows no Excel and no YAML."""
