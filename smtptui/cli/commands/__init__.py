"""One file a command, each with a `COMMAND`. A file that is here is a command; its name is the command's."""
