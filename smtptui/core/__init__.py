"""The use cases that both front ends call. A front end shows what comes out; it decides nothing."""
