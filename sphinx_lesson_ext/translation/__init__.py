"""Translations of a lesson's text: catalogues of gettext, what translators are given, and what is made of it."""
