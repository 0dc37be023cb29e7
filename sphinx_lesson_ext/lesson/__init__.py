"""The lesson as a whole: what is known of its documents, and what is made of that."""
