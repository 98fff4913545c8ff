"""One widget a file, each with its own geometry. Attributes come down, messages go up."""
