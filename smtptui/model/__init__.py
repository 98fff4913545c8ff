"""The values that cross layers. Frozen, typed, checked where they are made."""
