"""The formats: written, read back, and read by their real readers."""
