"""Faults under load: what was acknowledged is stored, nothing twice, recovery without a hand."""
