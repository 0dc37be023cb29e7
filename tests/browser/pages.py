"""Which pages are opened."""

EPISODE = "episodes/01-shell.html"
ALL = "all-in-one.html"
PAGES = ("index.html", EPISODE, "episodes/02-loops.html", "exercises.html", "notes.html", "glossary.html",
         "key-points.html", ALL, "genindex.html", "404.html", "search.html?q=loops")  # fmt: skip
