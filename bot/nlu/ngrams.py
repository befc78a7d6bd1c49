"""Pieces of a text: runs of letters inside words, and words with their neighbours. Pure.

The same pieces as scikit-learn's analysers `char_wb` and `word`; without them a server that only answers needs neither
scikit-learn nor most of SciPy (60 MB).
"""

from collections.abc import Iterator


def letters(text: str, shortest: int, longest: int) -> Iterator[str]:
    """Runs of so many letters of each word, with a space at either end of it; a word shorter than that once, whole."""
    for word in text.split():
        padded = f" {word} "
        for size in range(shortest, longest + 1):
            for start in range(max(1, len(padded) - size + 1)):
                yield padded[start : start + size]
            if size >= len(padded):
                break


def neighbours(text: str, shortest: int, longest: int) -> Iterator[str]:
    """So many words in a row."""
    found = text.split()
    for size in range(shortest, longest + 1):
        for start in range(len(found) - size + 1):
            yield " ".join(found[start : start + size])
