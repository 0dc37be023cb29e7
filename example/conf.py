"""The settings of the sample lesson."""

project = "Mentoring in a team project"
author = "The authors of the lesson"
copyright = "%Y, the authors of the lesson"
version = "0.1"

extensions = ["sphinx_lesson_ext"]
html_theme = "lesson"
html_theme_options = {"license": "CC-BY-4.0", "life_cycle": "alpha"}

exclude_patterns = ["_build"]
