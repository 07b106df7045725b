"""`python -m backcue`: the same as the command `backcue`."""

from backcue.cli import main

if __name__ == "__main__":
    main()
