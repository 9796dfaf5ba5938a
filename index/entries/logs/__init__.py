"""Days of a log that has no headings: told by how their lines look, all of the file together."""
