"""The only client sockets of the house: resolve, race, session, envelope, and what their failures mean.

A `Session` goes through the stages one method at a time; each method returns what to say about the stage or raises
`StageError`. Time limits are the caller's: nothing here waits by the clock except the race between addresses.
"""
