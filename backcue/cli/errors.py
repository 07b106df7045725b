"""What a person is told of wrong input, with exit status 2."""


class WrongInput(Exception):  # noqa: N818 - it is the input that is wrong, not the program
    """What was given is wrong; the message says where, and what would be right."""
