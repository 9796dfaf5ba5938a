"""An entry's lines -> a tree of allowed elements, for pages that show notes as they are read."""
