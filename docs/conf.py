"""The settings of the manual."""

import sys
from pathlib import Path

from sphinx_lesson_ext import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinx_lesson_ext"
author = "the authors of sphinx_lesson_ext"
version = __version__
project_copyright = "%Y, the authors of sphinx_lesson_ext"

extensions = ["sphinx_lesson_ext", "generated_rules", "generated_tables", "snippets"]
html_theme = "lesson"

exclude_patterns = ["_build", "snippets"]

# The manual shows blocks on many pages; only the two in this folder are a lesson.
lesson_episodes = ["episodes/*"]
lesson_pages = ["all-in-one"]

# The manual shows letters of many alphabets.
latex_engine = "xelatex"
latex_use_xindy = False
