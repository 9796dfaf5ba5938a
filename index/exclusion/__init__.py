"""What of a folder is not read: rules by path, by tag, by `daycite forget`."""
