"""What the folder that holds a lesson tells beside its text: its history, and how it is cited."""
