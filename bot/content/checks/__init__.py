"""The rules that content files must keep, one kind of content a module; `bot.content.checking` runs them all.

They never import Rasa or the classifier, so that a check takes about a second.
"""
