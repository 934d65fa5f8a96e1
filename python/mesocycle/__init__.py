"""Training plans as code."""
