"""One dialog a file: each is a `ModalScreen` that returns what was chosen, or None."""
