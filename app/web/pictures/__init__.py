"""Pictures as values, and how each is drawn."""
