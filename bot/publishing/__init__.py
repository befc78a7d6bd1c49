"""The directory as a shared folder: publishing it, and pulling what others publish. Knows neither Rasa nor Telegram."""
