"""A profile in the files that programs read: one format or a deployment of several, shown, written, verified."""
