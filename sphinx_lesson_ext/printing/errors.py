"""What can go wrong as a lesson is printed."""


class PrintingError(Exception):
    """There is no PDF; the message says why, in a sentence."""
