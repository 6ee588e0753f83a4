"""`python -m govtool`: the same as the `govtool` command."""

from govtool.cli.start import main

main()
