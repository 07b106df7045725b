"""Words are coloured by what they are, right or wrong."""

import pytest

from backcue.workout.notation import tokens


def coloured(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], kind) for start, end, kind in tokens(text)]


def test_each_word_is_what_it_is() -> None:
    assert coloured("5 steps forward run, hold 2s then rest until key\nturn # home") == [
        ("5", "amount"),
        ("steps", "amount"),
        ("forward", "direction"),
        ("run", "gait"),
        (",", "punctuation"),
        ("hold", "hold"),
        ("2", "amount"),
        ("s", "amount"),
        ("then", "punctuation"),
        ("rest", "rest"),
        ("until", "amount"),
        ("key", "amount"),
        ("turn", "turn"),
        ("# home", "comment"),
    ]


def test_the_amount_of_a_repeat_belongs_to_the_repeat() -> None:
    assert coloured("20x(1f)") == [
        ("20", "repeat"),
        ("x", "repeat"),
        ("(", "punctuation"),
        ("1", "amount"),
        ("f", "direction"),
        (")", "punctuation"),
    ]
    assert [kind for _, kind in coloured("1min 30s of (")][:5] == ["repeat"] * 5
    assert coloured("forever")[0] == ("forever", "repeat")


def test_the_numbers_of_a_modifier_belong_to_the_modifier() -> None:
    text = "5 f @ 100..120spm incline -2.5%, 4"
    kinds = [kind for _, kind in coloured(text)]
    assert kinds == ["amount", "direction", *["modifier"] * 9, "punctuation", "amount"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("5 forwrd, 4 back", ["forwrd"]),
        ("5 forward; [", [";", "["]),
        ("20x(5f))", [")"]),
        ("20x(2x(5f)", ["("]),
        ("5f", []),
        ("\0\ud800", ["\0", "\ud800"]),
    ],
)
def test_what_is_no_word_or_has_no_partner_is_wrong(text: str, wrong: list[str]) -> None:
    assert [word for word, kind in coloured(text) if kind == "wrong"] == wrong
