"""Checks: what in a lesson is unfinished, wrong or old, by rules of one function each."""
