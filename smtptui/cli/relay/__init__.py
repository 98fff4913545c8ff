"""What `smtptui relay` can do: one file a kind of action, each with its `ACTIONS`."""
