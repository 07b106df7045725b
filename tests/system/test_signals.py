"""A program that writes a file ends when it is told to, whatever it is at that moment."""

import signal

import pytest

from backcue.system.signals import exit_by_signal


@pytest.mark.parametrize(
    ("number", "raised", "status"),
    [
        (signal.SIGTERM, SystemExit, (143,)),
        (signal.SIGINT, KeyboardInterrupt, ()),
    ],
)
def test_a_signal_that_was_dropped_is_told_once_more(
    number: signal.Signals, raised: type[BaseException], status: tuple[int, ...]
) -> None:
    before = signal.getsignal(number)
    with exit_by_signal() as end_if_told:
        end_if_told()
        with pytest.raises(raised):
            signal.raise_signal(number)
        with pytest.raises(raised) as told:
            end_if_told()
    assert told.value.args == status
    assert signal.getsignal(number) == before


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
def test_in_the_middle_of_an_import_nothing_is_raised_before_it_is_over(number: str) -> None:
    code = f"import signal; signal.raise_signal(signal.{number})"
    importing = compile(code, "<frozen importlib._bootstrap>", "exec")
    with exit_by_signal() as end_if_told:
        exec(importing, {})  # noqa: S102 - as importing code has it
        with pytest.raises((KeyboardInterrupt, SystemExit)):
            end_if_told()
