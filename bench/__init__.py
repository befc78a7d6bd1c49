"""The comparison of this assistant with stock Rasa: `python -m bench.measure`."""
