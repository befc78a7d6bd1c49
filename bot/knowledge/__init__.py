"""What the assistant knows, as a pure library: it imports neither Rasa nor Telegram.

Languages, places, money, typed facts, the directory that holds them, and the sentences they are spoken in.
"""
