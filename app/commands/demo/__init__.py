"""The synthetic demo network: its populations, its answers, and the command that seeds it."""

from app.commands.demo.command import demo

__all__ = ["demo"]
