"""TOML as a text that stays somebody's own: which lines say what, and one key changed among them."""
