"""The operations that no lesson needs."""
