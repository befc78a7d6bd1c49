"""The two channels, Telegram and the web, over pure functions for updates, payloads and keyboards."""
