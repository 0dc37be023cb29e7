"""The theme in a browser: what can only be seen there.

Nothing is downloaded: the Chromium of the system is used.  Where it or Playwright is absent, each test is skipped.
"""
