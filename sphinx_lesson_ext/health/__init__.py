"""The health of a lesson at a glance: its figures and findings, as JSON and as a page, beside those of before."""
