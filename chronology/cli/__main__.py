"""``python -m chronology.cli``."""

from chronology.cli.app import main

main()
