"""Making, publishing and verifying numbered sets of published numbers."""
