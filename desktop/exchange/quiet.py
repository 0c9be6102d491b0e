"""The collector is paused here as in the core."""

from desktop.core.quiet import collector_paused

__all__ = ["collector_paused"]
