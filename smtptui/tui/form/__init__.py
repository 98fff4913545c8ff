"""The form without its widgets: which fields a provider needs, what was typed, what is to be said about it."""
