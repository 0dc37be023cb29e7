"""Lesson blocks and lists: their nodes, how they are built, and their directives."""
