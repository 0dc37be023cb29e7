"""What a build costs: this extension and its theme beside plain Sphinx with MyST-Parser, on the same lessons."""
