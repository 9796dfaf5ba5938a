"""`python -m api.cli`: the same as the installed command."""

from api.cli.main import main

main()
