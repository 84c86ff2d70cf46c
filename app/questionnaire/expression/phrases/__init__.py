"""How a rule reads as a sentence, by language."""
