"""Excel workbooks: the annual list and the planning list. The only package that knows openpyxl."""
