"""The Rasa side of the assistant."""
