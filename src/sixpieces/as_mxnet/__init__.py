"""In the place of MXNet: under its names, and with a word about those that are missing."""
