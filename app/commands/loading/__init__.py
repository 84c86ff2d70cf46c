"""flask responses load: answers of a file, checked row by row, then kept."""

from app.commands.loading.command import load

__all__ = ["load"]
