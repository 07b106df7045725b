"""What each field is for: shown by the key for help while the field has the focus."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from backcue.keys.actions_and_keys import Scope
from backcue.ui.screens.help.texts import BETWEEN, NOTATION, Words


class Explained(NamedTuple):
    """A field in plain words."""

    title: str
    says: str
    examples: tuple[Words, ...] = ()
    """What one can write there, and what it means."""
    after: str = ""
    """What stands below the examples."""


_PACE: Final = (
    "Steps a minute in this workout, from 30 to 240. Empty: your own pace from the settings, "
    "which stands there in grey."
)
_OTHER_PACES: Final = (
    "A cadence in the words, such as @ 100spm, goes before it; + and - change it on the way."
)

FIELDS: Final[Mapping[Scope, Mapping[str, Explained]]] = {
    Scope.EDITOR: {
        "name": Explained(
            "name",
            "What the menu and the workout's screen show; up to 80 characters.",
            (Words("Tuesday hill", "capitals, spaces and accents are fine"),),
        ),
        "id": Explained(
            "id",
            "The short name, for the command line and the file. It follows the name until you "
            "write it yourself: letters, digits, - and _, up to 60.",
            (Words("hill", "backcue run hill; kept in hill.toml"),),
            "With the id of a built-in workout yours takes its place, and the built-in one comes "
            "back when you delete yours.",
        ),
        "summary": Explained(
            "summary",
            "One line under the name in the menu; may be left empty.",
            (Words("Short sets up a gentle slope.", "up to 500 characters"),),
            "Technique and source are lines of the workout's file, technique = [...] and "
            'source = "...". What stands there stays when you save here.',
        ),
        "repeat": Explained(
            "repeat",
            "How often all the words are done. Empty: once.",
            (
                Words("20x", "twenty times"),
                Words("10min", "until ten minutes are over, then to the end of the round"),
                Words("forever", "until you end it"),
            ),
        ),
        "forward": Explained("pace forward", _PACE, (Words("110", "an easy walk"),), _OTHER_PACES),
        "backward": Explained(
            "pace backward", _PACE, (Words("100", "a little slower than forward"),), _OTHER_PACES
        ),
        "surfaces": Explained(
            "surfaces",
            "Where this workout can be done; space ticks. On any other surface backcue says so, "
            "and asks before it starts.",
            (
                Words("floor, track", "you turn as you go"),
                Words("treadmill", "with a motor: a turn is put in at each change of direction"),
                Words("manual", "a treadmill that only your steps drive"),
            ),
        ),
        "words": Explained(
            "words",
            "What is done, in order: how far, then which way. Capitals make no difference.",
            (Words("5 forward, hold 2s, 4 backward, hold 3s", "the balance walk"), *NOTATION),
            f"{BETWEEN}\n\n"
            "Where something is wrong its place is marked in red. Below stand the line, a caret "
            "under the place, and what would fit there. Saving takes you to it.\n\n"
            "ctrl+z undoes what you typed in the words, ctrl+y does it again.",
        ),
    },
    Scope.SETTINGS: {
        "search": Explained(
            "the settings",
            "Type a part of a name, of what it is, or of a key: only what fits stays in the list. "
            "↑ and ↓ mark, enter changes, delete sets back to the default. Changed settings are "
            "marked with ▪ and are in force at once; below stands the file they are kept in.",
            (
                Words("volume", "the volume, and the keys for it"),
                Words("keys", "the keys of every action"),
            ),
            "Enter lists the keys of an action; there enter again and the key adds one, and delete "
            "takes the marked one away.\n\n"
            "Where this run was started with an option that goes before a setting, it is said "
            "beside it.",
        ),
    },
    Scope.HISTORY: {
        "filter": Explained(
            "the filter line",
            "Type a part of a workout's name or words, a date, a month or weekday, where it was, "
            "or a word of a note: only what fits stays in the table, and the figures above are "
            "those of what fits. ↑ and ↓ mark, enter opens.",
            (
                Words("balance nov", "the balance walks of November"),
                Words("2026-11", "everything in that month"),
                Words("ended early", "what was ended before its end"),
            ),
        ),
    },
    Scope.MENU: {
        "filter": Explained(
            "the filter line",
            "Type a part of a name, a tag or a surface: only what fits stays in the list. ↑ and ↓ "
            "mark, enter starts. Or type a workout in words and start it at once; the last ten "
            "are remembered.",
            (
                Words("uphill", "workouts with that in their name or summary"),
                Words("5 forward, 4 backward", "a workout, to be started or written down"),
            ),
        ),
    },
}
"""By the place, and by the id of the field or of what it lies in."""
