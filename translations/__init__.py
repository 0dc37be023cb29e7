"""The catalogues of messages: what the sources say to readers of lessons, and what translators make of it.

``python -m translations``, which is ``make messages``, brings the catalogues up to date with the sources.
"""
