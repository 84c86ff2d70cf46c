"""What the readers of other programs' surveys share: their expressions, their texts, reports."""
