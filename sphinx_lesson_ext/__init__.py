"""Write, teach and maintain lessons with Sphinx."""

from __future__ import annotations

__version__ = "0.1.0"
