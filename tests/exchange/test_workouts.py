"""Workouts for other programs, and from them; files that mean harm."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from backcue.exchange.errors import ExchangeError
from backcue.exchange.flat import folded
from backcue.exchange.intervals import read_intervals, write_intervals
from backcue.exchange.losses import Losses, Lost
from backcue.exchange.workout_fit import workout_fit
from backcue.exchange.zwo import read_zwo, write_zwo
from backcue.presets.library import built_in
from backcue.workout.conditions import Conditions
from backcue.workout.notation import format_workout, parse
from tests.exchange.round_trips import (
    CREATED,
    read_back,
    through_fit,
    through_intervals,
    through_zwo,
)
from tests.workout.strategies import workouts

SMALL = workouts(max_steps=400, max_seconds=900, max_metres=2000, max_times=5, max_leaves=8)
FEW = settings(max_examples=60)


@FEW
@given(SMALL)
def test_any_workout_through_fit_is_the_same_or_the_loss_is_told(workout) -> None:
    through_fit(workout)


@FEW
@given(SMALL)
def test_any_workout_through_zwo_is_the_same_or_the_loss_is_told(workout) -> None:
    through_zwo(workout)


@FEW
@given(SMALL)
def test_any_workout_through_intervals_is_the_same_or_the_loss_is_told(workout) -> None:
    through_intervals(workout)


@settings(max_examples=8)
@given(workouts())
def test_the_largest_workouts_are_written_or_refused_with_a_reason(workout) -> None:
    for through in (through_fit, through_zwo, through_intervals):
        through(workout)


@pytest.mark.parametrize("preset", built_in(), ids=lambda preset: preset.id)
def test_every_built_in_workout_goes_into_every_form(preset) -> None:
    for through in (through_fit, through_zwo, through_intervals):
        assert through(preset.workout)


def lost(words: str, form: str) -> set[Lost]:
    losses, conditions = Losses(), Conditions()
    workout = parse(words)
    if form == "fit":
        workout_fit("W", workout, conditions, CREATED, losses)
    elif form == "zwo":
        write_zwo("W", workout, conditions, losses)
    else:
        write_intervals(workout, conditions, losses)
    return set(losses.kinds)


def test_what_a_form_can_say_is_no_loss() -> None:
    assert lost("4x(2min forward run @ 160spm, 400m forward)", "fit") == set()
    assert lost("2min forward run, rest 30s", "zwo") == set()
    assert lost("4x(2min forward run @ 160spm, rest 30s), 400m forward", "intervals") == set()
    assert lost("2x(2x(10s forward))", "fit") == {Lost.NESTED}
    assert lost("10min of (10s forward)", "fit") == set()
    assert lost("forever(10s forward)", "fit") == {Lost.FOREVER}


def test_nested_repeats_stand_in_fit_as_fit_has_them() -> None:
    workout = parse("3x(2x(10s forward, 5s backward), rest 20s), 1min forward")
    content = workout_fit("Walk", workout, Conditions(), CREATED, Losses())
    for decoded in read_back(content):
        steps = decoded.all("workout_step")
        assert [step["wkt_step_name"] for step in steps] == [
            "10s forward", "5s backward", "repeat", "rest 20s", "repeat", "60s forward",
        ]  # fmt: skip
        assert [step["duration_type"] for step in steps if step["wkt_step_name"] == "repeat"] == [
            "repeat_until_steps_cmplt"
        ] * 2
        assert decoded.one("workout")["sport"] == "walking"


def test_intervals_has_minutes_for_m_and_empty_lines_around_repeats() -> None:
    workout = parse("5min forward, 4x(90s backward @ 100spm, rest 30s), 400m forward run")
    text = write_intervals(workout, Conditions(), Losses())
    assert text == (
        "- forward 5m\n\n4x\n- backward 1m30s 100rpm\n- rest 30s\n\n- forward run 400mtr\n"
    )


def from_text(text: str, folder: Path, read=read_intervals) -> tuple[str, set[Lost]]:
    path = folder / ("w.zwo" if read is read_zwo else "w.txt")
    path.write_text(text, encoding="utf-8")
    losses = Losses()
    _, workout = read(path, losses)
    return format_workout(workout), set(losses.kinds)


def test_other_peoples_intervals_are_read_with_what_is_lost(tmp_path: Path) -> None:
    words, kinds = from_text(
        "Warmup\n- easy 10m Z2\n\nMain Set 4x\n- 1km 4:30/km Pace\n- Recovery 1m30 60%\n\n"
        '5X\n- run 30" 180rpm\n- 1\'30"\n\nCooldown\n- 1h press lap',
        tmp_path,
    )
    assert words == (
        "10min forward, 4x(1000m forward, rest 90s), 5x(30s forward run @ 180spm, 90s forward), "
        "forward until key"
    )
    assert kinds == {Lost.TARGETS, Lost.TEXTS}


ZWO = """<workout_file><name>Hills</name><sportType>run</sportType><workout>
<Warmup Duration="600" PowerLow="0.4" PowerHigh="0.7"/>
<IntervalsT Repeat="5" OnDuration="60" OffDuration="90" OnPower="1.0" OffPower="0.5"/>
<SteadyState Duration="120.5" Power="0.8"><textevent timeoffset="1" message="go"/></SteadyState>
<FreeRide Duration="60"/><MaxEffort Duration="10"/><Dance Duration="3"/>
</workout></workout_file>"""


@pytest.mark.parametrize(
    ("line", "words", "kinds"),
    [
        ("5m backward", "5min backward", set()),
        ("400mtr backward run 170rpm", "400m backward run @ 170spm", set()),
        ("easy 5m backward 60%", "5min backward", {Lost.TARGETS, Lost.TEXTS}),
        ("5s hold", "hold 5s", set()),
        ("5m intensity=rest", "5min forward", {Lost.TARGETS}),
    ],
)
def test_cues_count_behind_the_time_too(tmp_path: Path, line: str, words: str, kinds) -> None:
    assert from_text(f"- {line}\n", tmp_path) == (words, kinds)


def test_a_text_that_an_editor_has_marked_as_utf_8_keeps_its_first_step(tmp_path: Path) -> None:
    text = "\ufeff- backward 5m\n- forward 3m\n"
    assert from_text(text, tmp_path) == ("5min backward, 3min forward", set())


def test_other_peoples_zwo_is_read_with_what_is_lost(tmp_path: Path) -> None:
    words, kinds = from_text(ZWO, tmp_path, read_zwo)
    assert words == (
        "10min forward, 5x(60s forward run, 90s forward), 2min0.5s forward run, 60s forward, "
        "10s forward run"
    )
    assert kinds == {Lost.TARGETS, Lost.TEXTS, Lost.UNKNOWN}


def test_what_another_program_changed_of_a_time_counts(tmp_path: Path) -> None:
    text = write_zwo("W", parse("60s backward, hold 2.4s, 5 forward"), Conditions(), Losses())
    longer = text.replace('Duration="60"', 'Duration="120"')
    assert longer != text
    words = from_text(longer, tmp_path, read_zwo)[0]
    assert words == "2min backward, hold 2.4s, 5 forward"
    with pytest.raises(ExchangeError, match="above 0"):
        from_text(text.replace('Duration="60"', 'Duration="-1"'), tmp_path, read_zwo)


def test_rounds_that_were_written_out_become_repeats_again(tmp_path: Path) -> None:
    for words in ("20x(5 forward, hold 2s, 4 backward, hold 3s)", "5 forward, 3x(2 backward)"):
        text = write_zwo("W", parse(words), Conditions(), Losses())
        assert from_text(text, tmp_path, read_zwo)[0] == words
    once = parse("5 forward, 4 backward, 5 forward, 3 backward").items
    assert folded(once) == once  # type: ignore[arg-type]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    + "]><workout_file><name>&i;</name><workout/></workout_file>"
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (BOMB, "entities or a DTD"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><workout_file/>', "entities or a DTD"),
        ("", "it is no XML"),
        ("<workout_file>", "it is no XML"),
        ("<a/>", "no workout of Zwift"),
        ("<workout_file/>", "no workout of Zwift"),
        ("<workout_file><workout/></workout_file>", "no segment"),
        (ZWO.replace(">run<", ">bike<"), "cycling"),
        (ZWO.replace('"5"', '"1e9"'), "Repeat must be from 1 to 1,000"),
        (ZWO.replace('"5"', '"5.5"'), "Repeat must be"),
        (ZWO.replace('"600"', '"nan"'), "Duration must be a number"),
        (ZWO.replace('"600"', '"-1"'), "Duration must be above 0"),
        (ZWO.replace('"600"', '"1e99"'), "Duration must be above 0"),
        (ZWO.replace('"600"', '"0.0001"'), "Duration must be above 0"),
        (ZWO.replace('"600"', '"x"'), "Duration must be a number"),
        (ZWO.replace("<Fr", "<FreeRide Duration='1'/>" * 2000 + "<Fr", 1), "2,006 segments"),
        ("<a>" * 20_000, "it is no XML"),
        ("<workout_file>" + "<x>" * 50_000 + "</x>" * 50_000 + "</workout_file>", ""),
        ("x" * 1_000_001, "larger than 1,000,000 bytes"),
    ],
)
def test_a_zwo_file_that_means_harm_is_refused_with_a_reason(tmp_path: Path, text, why) -> None:
    with pytest.raises(ExchangeError) as caught:
        from_text(text, tmp_path, read_zwo)
    assert why in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no step"),
        ("- forward", "line 1: how long?"),
        ("\n- 10", "line 2: how long?"),
        ("- 0s", "a time goes from 1 s"),
        ("- 99999h", "a time goes from 1 s"),
        ("- 9999999km", "a distance goes up to"),
        ("- 0mtr", "a distance goes up to"),
        ("- 10m 9999rpm", "a cadence goes from"),
        ("999999999x\n- 10m", "repeats go from 1 to"),
        ("0x\n- 10m", "repeats go from 1 to"),
        ("- 1s\n" * 1_500, "more than 1,000 steps"),
        ("\n" * 10_000, "10,000 lines"),
        ("-" * 300_000, "larger than 256,000 bytes"),
    ],
)
def test_a_text_that_means_harm_is_refused_with_a_reason(tmp_path: Path, text, why) -> None:
    with pytest.raises(ExchangeError) as caught:
        from_text(text, tmp_path)
    assert why in str(caught.value)


def test_what_is_too_long_for_a_form_is_refused_before_it_is_written_out() -> None:
    conditions = Conditions()
    endless = parse("1000000x(1000000x(5 forward))")
    by_time = parse("1440min of (1s forward)")
    for workout in (endless, by_time):
        with pytest.raises(ExchangeError, match="without repeats it has"):
            write_zwo("W", workout, conditions, Losses())
        with pytest.raises(ExchangeError, match="without repeats it has"):
            write_intervals(workout, conditions, Losses())
    assert through_fit(endless)
    with pytest.raises(ExchangeError, match="longer than 24 h"):
        write_intervals(parse("1000000 forward"), conditions, Losses())
