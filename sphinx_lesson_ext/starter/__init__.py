"""What a new lesson, and a new episode, begin with: their files, made from templates and from what the author said."""
