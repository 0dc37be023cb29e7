"""A lesson on paper: put together as one page, which a browser prints, or as a text for LaTeX."""
