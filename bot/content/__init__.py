"""The words of the assistant: answers, titles, phrases and templates of every language, and how they reach Rasa."""
