"""The values that cross layers. Frozen, typed, checked where they are made.

Named tuples, because every start of the command line makes their classes anew: one takes a tenth of a millisecond, a
frozen dataclass with slots one, and forty are on the way of a probe.
"""
