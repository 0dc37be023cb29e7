"""What lessons of CodeRefinery's ``sphinx-lesson`` rely on beside its blocks: other extensions, tabs, presentations."""
