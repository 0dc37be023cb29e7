"""Lessons of The Carpentries Workbench: a folder with ``config.yaml`` and no ``conf.py``."""
