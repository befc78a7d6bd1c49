"""Custom actions: each reads slots, asks `bot.knowledge`, names a response with typed values, and returns events.

They contain no sentence of human language and import nothing of `bot` but `bot.knowledge`.
"""
