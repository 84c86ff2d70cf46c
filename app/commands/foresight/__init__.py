"""The commands of flask foresight."""
