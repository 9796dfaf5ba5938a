"""Tokens -> times: the rules of one kind of temporal expression a file."""
