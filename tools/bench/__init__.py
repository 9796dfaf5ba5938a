"""`python -m tools.bench`: how fast daycite is on this machine, beside what it is compared with. See __main__.py."""
