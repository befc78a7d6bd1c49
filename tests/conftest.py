from hypothesis import settings

# Few examples, always the same ones, however slow the machine is.
settings.register_profile("sathi", max_examples=60, deadline=None, derandomize=True, database=None)
settings.load_profile("sathi")
