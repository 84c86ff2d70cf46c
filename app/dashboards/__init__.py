"""A territory's findings, read from published releases only."""
