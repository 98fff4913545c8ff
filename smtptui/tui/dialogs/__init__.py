"""One dialog a file: each is a `Dialog` that returns what was chosen, or None."""
