"""XLSForm: forms in the sheets of a workbook, in Markdown or in CSV."""
