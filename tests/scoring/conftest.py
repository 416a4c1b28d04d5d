from hypothesis import settings

# A busy machine is no defect: examples are not timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
