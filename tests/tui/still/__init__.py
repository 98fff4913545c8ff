"""The subjects of a workspace where nothing moves; what the tests say and look at are their attributes."""
