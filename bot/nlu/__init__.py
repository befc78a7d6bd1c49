"""Understanding: pure functions for text, intents, entities, danger and language, and the Rasa graph components over
them."""
