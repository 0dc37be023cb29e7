"""The settings of the sample lesson."""

project = "Mentoring in a team project"
author = "The authors of the lesson"
copyright = "%Y, the authors of the lesson"

extensions = ["sphinx_lesson_ext"]
html_theme = "lesson"

exclude_patterns = ["_build"]
