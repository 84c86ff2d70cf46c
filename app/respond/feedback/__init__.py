"""What comes back to somebody who answered: published numbers, chosen by their own answers."""
