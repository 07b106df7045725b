"""The machine's clock, and what it leaves out while the machine sleeps."""

import asyncio
import runpy
import sys
import time

import pytest

from backcue.system import clock as clock_module
from backcue.system.clock import MonotonicClock, monotonic


def test_the_time_asleep_is_what_only_one_of_linux_clocks_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "CLOCK_BOOTTIME", 7, raising=False)
    monkeypatch.setattr(time, "CLOCK_MONOTONIC", 1, raising=False)
    monkeypatch.setattr(time, "clock_gettime", {7: 500.0, 1: 380.0}.__getitem__, raising=False)
    assert MonotonicClock().slept() == 120.0


def test_the_time_asleep_is_what_only_one_of_macos_clocks_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    monkeypatch.setattr(time, "CLOCK_MONOTONIC", 6, raising=False)
    monkeypatch.setattr(time, "CLOCK_UPTIME_RAW", 8, raising=False)
    monkeypatch.setattr(time, "clock_gettime", {6: 500.0, 8: 380.0}.__getitem__, raising=False)
    assert MonotonicClock().slept() == 120.0


def test_where_the_clock_counts_sleep_itself_there_is_none_to_add(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("CLOCK_BOOTTIME", "CLOCK_UPTIME_RAW"):
        monkeypatch.delattr(time, name, raising=False)
    assert MonotonicClock().slept() == 0.0


@pytest.mark.parametrize(
    ("platform", "version", "clock"),
    [
        ("win32", (3, 12, 4), time.perf_counter),
        ("win32", (3, 13, 0), time.monotonic),
        ("linux", (3, 11, 0), time.monotonic),
    ],
)
def test_on_windows_before_3_13_it_is_the_clock_that_does_not_step_by_15_ms(
    monkeypatch: pytest.MonkeyPatch, platform: str, version: tuple[int, ...], clock: object
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "version_info", version)
    assert runpy.run_path(str(clock_module.__file__))["monotonic"] is clock


def test_its_time_is_that_of_all_sessions_and_sounds() -> None:
    before = monotonic()
    assert before <= MonotonicClock().now() <= monotonic()


async def test_it_calls_back_at_a_time_and_at_once_where_that_is_past() -> None:
    clock, called = MonotonicClock(), []
    begun = clock.now()
    clock.call_at(begun + 0.05, lambda: called.append(clock.now()))
    clock.call_at(begun - 5.0, lambda: called.append(clock.now()))
    clock.call_at(begun + 0.02, lambda: called.append(-1.0)).cancel()
    await asyncio.sleep(0.2)
    first, second = called
    assert begun <= first < begun + 0.05 <= second
