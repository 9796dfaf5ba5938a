"""A question -> an answer with checked days. Imports from index, never from api."""
