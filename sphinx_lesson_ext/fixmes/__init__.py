"""FIXMEs: what is left to do in a lesson, found wherever an author can write it."""
