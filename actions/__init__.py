"""Custom actions."""
