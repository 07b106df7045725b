"""Wrong words get an answer that teaches: where, what, and what would be right."""

import pytest

from backcue.workout.notation import MAX_TEXT, NotationError, parse


def error(text: str) -> NotationError:
    with pytest.raises(NotationError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "line", "column", "found", "words", "suggestion"),
    [
        # nothing
        ("", 1, 1, "the end", "nothing to do yet", None),
        ("\n # only a thought\n", 1, 1, "the end", "nothing to do yet", None),
        (",", 1, 1, "the end", "nothing to do yet", None),
        # misspelt
        ("5 forwrd", 1, 3, "forwrd", "a direction (forward, backward)", "forward"),
        ("5 froward", 1, 3, "froward", "is unknown", "forward"),
        ("5 forward, 4 bakward", 1, 14, "bakward", "a direction", "backward"),
        ("5 reverse", 1, 3, "reverse", "a direction", "backward"),
        ("trun", 1, 1, "trun", "hold, rest, turn", "turn"),
        ("5 forward, blance 2s", 1, 12, "blance", "is unknown", "balance"),
        ("5 forward,\n  hodl 2s", 2, 3, "hodl", "is unknown", "hold"),
        ("5 forward,\r\n\r\nhodl 2s", 3, 1, "hodl", "is unknown", "hold"),
        ("10 mintes rest", 1, 4, "mintes", "a unit of time", "minutes"),
        ("10 parsecs forward", 1, 4, "parsecs", "a unit of length (m, km)", None),
        ("5 miles forward", 1, 3, "miles", "a unit of length (m, km)", "km"),
        ("20 tims (5f)", 1, 4, "tims", "x, for repetitions", "times"),
        ("forver(5f)", 1, 1, "forver", "is unknown", "forever"),
        ("5 forw", 1, 3, "forw", "is unknown", "forward"),
        ("forward until ky", 1, 15, "ky", "until goes with key", "key"),
        ("5 forward and 4 backward", 1, 11, "and", "is unknown", "then"),
        ("5 forward inclne 5%", 1, 11, "inclne", "an incline", "incline"),
        ("5 forward; 4 backward", 1, 10, ";", '","', ","),
        ("5 forward runn", 1, 11, "runn", "walk or run", "run"),
        ("5 forward jogg", 1, 11, "jogg", "walk or run", "jog"),
        ("3min fo (5 forward)", 1, 6, "fo", "is unknown", "of"),
        ("3x fo (5 forward)", 1, 4, "fo", "parentheses", "of"),
        ("3x[5 forward]", 1, 3, "[", "parentheses", "("),
        # something is missing
        ("hold 2", 1, 7, "the end", 'hold needs a time, such as "hold 2s"', None),
        ("hold 2, 4 backward", 1, 7, ",", 'hold needs a time, such as "hold 2s"', None),
        ("hold", 1, 5, "the end", 'hold needs a time, such as "hold 2s"', None),
        ("hold, 5 forward", 1, 5, ",", "hold needs a time", None),
        ("hold 5 steps", 1, 8, "steps", "hold needs a time", None),
        ("hold 2sek", 1, 7, "sek", "hold needs a time", "s"),
        ("5 hold", 1, 3, "hold", "hold needs a time", None),
        ("hold until key", 1, 6, "until", "a hold lasts a set time", None),
        ("rest", 1, 5, "the end", 'rest needs a time, such as "rest 60s"', None),
        ("turn 20", 1, 8, "the end", 'turn needs a time, such as "turn 20s"', None),
        ("5", 1, 2, "the end", '5 of what? such as "5 forward"', None),
        ("5, hold 2s", 1, 2, ",", "5 of what?", None),
        ("5\n4 backward", 1, 2, "the end of the line", "5 of what?", None),
        ("5 steps", 1, 8, "the end", "which way", None),
        ("5 run", 1, 6, "the end", "run which way?", None),
        ("forward", 1, 8, "the end", "forward how far?", None),
        ("forward, backward", 1, 8, ",", "forward how far?", None),
        ("forward until", 1, 14, "the end", "until goes with key", None),
        ("5 forward @", 1, 12, "the end", "a cadence is missing", None),
        ("5 forward @ 100..", 1, 18, "the end", "where the cadence goes is missing", None),
        ("5 forward incline", 1, 18, "the end", "how steep is missing", None),
        ("5 forward 4 backward", 1, 11, "4", 'a comma is missing before "4"', None),
        ("5 forward hold 2s", 1, 11, "hold", 'a comma is missing before "hold"', None),
        ("hold 2s 4 backward", 1, 9, "4", 'a comma is missing before "4"', None),
        ("hold 2s 30s rest", 1, 9, "30", 'a comma is missing before "30"', None),
        ("turn 5 forward", 1, 6, "5", 'a comma is missing before "5"', None),
        ("rest 1min 30", 1, 13, "the end", '"30" needs a unit', None),
        # two words in one
        ("30sforward", 1, 1, "30sforward", 'space is missing before "forward"', "30s forward"),
        ("4 b, 5StepsForward", 1, 6, "5StepsForward", "a space is missing", "5Steps Forward"),
        ("5 forwardrun", 1, 3, "forwardrun", "a space is missing", "forward run"),
        ("10minof (5 forward)", 1, 1, "10minof", "a space is missing", "10min of"),
        ("hold 2sthen 4 b", 1, 6, "2sthen", "a space is missing", "2s then"),
        # parentheses
        ("20x(5 forward", 1, 14, "the end", 'the "(" in column 4 is never closed', None),
        ("20x(\n5 forward\n", 2, 10, "the end", '"(" in line 1, column 4 is never', None),
        ("5 forward)", 1, 10, ")", 'this ")" closes nothing', None),
        ("20x()", 1, 5, ")", "nothing to repeat in the parentheses", None),
        ("20x 5 forward", 1, 5, "5", 'parentheses, such as "20x(5 forward)"', None),
        ("20x", 1, 4, "the end", 'parentheses, such as "20x(5 forward)"', None),
        ("10min of 5 forward", 1, 10, "5", 'such as "10min of (5 forward)"', None),
        ("forever", 1, 8, "the end", 'such as "forever(5 forward)"', None),
        ("(5 forward)", 1, 1, "(", 'needs to know how often, such as "2x("', None),
        ("20(5 forward)", 1, 3, "(", 'such as "20x("', "20x("),
        ("x20(5 forward)", 1, 1, "x", "the number stands before the x", None),
        # amounts
        ("0 forward", 1, 1, "0", "0 steps: at least 1", None),
        ("5 forward, 0 steps back", 1, 12, "0", "0 steps: at least 1", None),
        ("-5 forward", 1, 1, "-5", "-5: an amount is above zero", "5"),
        ("hold -2s", 1, 6, "-2", "-2: an amount is above zero", "2"),
        ("2.5 forward", 1, 1, "2.5", "2.5 steps: only whole ones", None),
        ("1000001 forward", 1, 1, "1000001", "at most 1,000,000", None),
        ("0x(5f)", 1, 1, "0", "0 repetitions: at least 1", None),
        ("1000001x(5f)", 1, 1, "1000001", "1 to 1,000,000 repetitions", None),
        ("hold 0s", 1, 6, "0s", "0s is no time at all", None),
        ("25h forward", 1, 1, "25h", "25h is longer than a day", None),
        ("rest 23h 61min", 1, 6, "23h 61min", "longer than a day", None),
        ("0m forward", 1, 1, "0m", "0m is no distance", None),
        ("101km forward", 1, 1, "101km", "101km is farther than 100 km", None),
        ("1000km forward", 1, 1, "1000km", "1000km is farther than 100 km", None),
        ("1:75 forward", 1, 1, "1:75", '"75" after the colon', None),
        ("1:5 forward", 1, 1, "1:5", "two digits", None),
        ("1:00:00:00 rest", 1, 1, "1:00:00:00", "too many parts", None),
        ("1:30min forward", 1, 5, "min", "1:30 is a time already", None),
        ("5 forward @ 5spm", 1, 13, "5", "a cadence from 30 to 240", None),
        ("5 forward @ 100..500", 1, 18, "500", "nobody steps at 500", None),
        ("5 forward incline 50%", 1, 19, "50", "steeper than any treadmill", None),
        ("5 forward @ 100 @ 110", 1, 17, "@", "cadence of one move is said twice", None),
        ("at 100", 1, 1, "at", "expected a move", None),
        ("turn left", 1, 6, "left", 'expected ",", a time (20s), "until key" or the end', None),
        ("hold 2s @ 100", 1, 9, "@", "a cadence goes with steps", None),
        ("9" * 30 + " forward", 1, 1, "9" * 30, "30 digits is too long", None),
        # habits from elsewhere
        ("2,5s forward", 1, 1, "2,5", "a comma separates items, not digits", "2.5"),
        ("1.000 forward", 1, 1, "1.000", "not for thousands", "1000"),
        ("2.500 steps back", 1, 1, "2.500", "not for thousands", "2500"),
        ("1.500x(5f)", 1, 1, "1.500", "not for thousands", "1500"),
        ("1.5 forward", 1, 1, "1.5", "only whole ones", None),
        ("0.500 forward", 1, 1, "0.500", "only whole ones", None),
        ("1,000 forward", 1, 1, "1,000", "a comma separates items, not digits", "1000"),
        ("rest 5m", 1, 6, "5m", "m is metres; minutes are min", "5min"),
        ("10m of (5f)", 1, 1, "10m", "m is metres; minutes are min", "10min"),
        ("5m rest", 1, 1, "5m", "m is metres; minutes are min", "5min"),
        # strange characters
        ("5 forward\0", 1, 10, "the character U+0000", "has no place in a workout", None),
        ("\ud800", 1, 1, "the character U+D800", "has no place in a workout", None),
        ("٣ forward", 1, 1, "٣", "is unknown", None),
    ],
)
def test_wrong_words_are_answered_at_their_place(
    *, text: str, line: int, column: int, found: str, words: str, suggestion: str | None
) -> None:
    wrong = error(text)
    assert (wrong.line, wrong.column, wrong.found) == (line, column, found)
    assert words in wrong.one_line
    assert wrong.suggestion == suggestion


def test_the_text_is_shown_with_a_caret_under_the_place() -> None:
    wrong = error("5 forward,\n4 bakward, hold 2s")
    assert str(wrong) == wrong.pretty()
    assert wrong.pretty() == (
        'line 2, column 3: the word "bakward" is unknown\n'
        "  4 bakward, hold 2s\n"
        "    ^^^^^^^\n"
        'found "bakward"\n'
        "expected a direction (forward, backward), walk or run, steps, "
        "a unit of time (s, min, h), a unit of length (m, km) or x, for repetitions\n"
        'did you mean "backward"?'
    )


def test_the_caret_stands_after_the_text_where_something_is_missing_at_the_end() -> None:
    assert error("hold 2").pretty().splitlines()[1:3] == ["  hold 2", "        ^"]


def test_the_caret_finds_its_place_after_tabs_and_wide_characters() -> None:
    lines = error("\t5 forward, 5 forwrd").pretty().splitlines()
    assert lines[2].index("^") == lines[1].index("forwrd")
    assert error("走る forward").pretty().splitlines()[1:3] == ["  走る forward", "  ^^^^"]


def test_a_long_line_is_cut_to_the_part_that_matters() -> None:
    wrong = error("5 forward, " * 200 + "5 forwrd, " + "5 forward, " * 200)
    lines = wrong.pretty().splitlines()
    assert len(lines[1]) < 80
    assert lines[1][lines[2].index("^") :].startswith("forwrd")
    assert wrong.column == 2203


def test_a_long_word_is_shown_short() -> None:
    wrong = error("f" * 5000)
    assert len(wrong.found) == 40
    assert all(len(line) <= 100 for line in wrong.pretty().splitlines())


def test_no_control_character_reaches_the_terminal() -> None:
    said = error("5 forward, \x1b[31m\x07\ud800 5").pretty()
    assert all(char.isprintable() or char == "\n" for char in said)
    assert said.encode()


def test_the_place_is_given_in_offsets_too() -> None:
    wrong = error("5 forward,\r\n4 bakward")
    assert (wrong.start, wrong.end) == (14, 21)
    wrong = error("hold 2")
    assert (wrong.start, wrong.end) == (6, 6)


def test_what_would_fit_is_a_list_of_plain_phrases() -> None:
    assert error("5 forward @").expected == ("steps per minute (110)",)
    assert error("until").expected == ("key",)
    assert not any(phrase.startswith("_") or phrase.isupper() for phrase in error("5 x").expected)


@pytest.mark.parametrize("opening", ["2x(", "forever(", "1min of (\n"])
def test_parentheses_too_deep_are_refused_by_name_at_the_place(opening: str) -> None:
    wrong = error(opening * 9_000)
    assert "more than 50 parentheses" in wrong.message
    assert wrong.start == len(opening) * 50 + opening.index("(")
    assert wrong.found == "("


def test_a_text_too_long_is_refused_by_name() -> None:
    wrong = error("5f," * MAX_TEXT)
    assert "300,000 characters are too many" in wrong.message
    assert wrong.start == MAX_TEXT
    assert wrong.column == MAX_TEXT + 1


def test_a_number_with_more_digits_than_python_reads_is_refused_by_name() -> None:
    for text in (
        "9" * 50_000 + " forward",
        "1:" * 20_000 + "30 rest",
        "." + "1" * 9_000 + "s rest",
    ):
        assert "digits is too long" in error(text).message


def test_an_earlier_error_is_told_before_a_later_one() -> None:
    assert error("5 forwrd, " + "2x(" * 100).found == "forwrd"
    assert error("5 forwrd, " + "9" * 100).found == "forwrd"
