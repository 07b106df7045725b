"""The keys: one table from which bindings, footer, help and documents are made.

Keys are named as in `backcue.keys.names`.
"""

from enum import StrEnum

from msgspec import Struct


class Scope(StrEnum):
    """Where a key works."""

    WORKOUT = "in a workout"
    MENU = "in the menu"
    EDITOR = "in the editor"
    SUMMARY = "in the summary"
    HEARING = "on the page on what you hear"
    SAFETY = "on the page on safety"
    SURFACE = "where you are asked what you walk on"
    REFUSED = "where a workout cannot be led"
    SETTINGS = "in the settings"
    CALIBRATION = "while the sound's delay is measured"
    HISTORY = "in the history"
    SESSION = "on one session of the history"
    CHARTS = "on the charts"
    REPLAY = "in a replay"
    RECOVERY = "where a workout was interrupted"
    DRAFT = "where something was left unsaved"
    TRASH = "in the trash"
    QUESTION = "in a question"
    SCREEN = "on the page of the second screen"
    SHARE = "where a workout is shared"
    HELP = "in the help"
    ANYWHERE = "anywhere"


class Action(Struct, frozen=True):
    """Something a person can do with a key."""

    id: str
    """The name under which `keys` in the settings gives it other keys."""
    keys: tuple[str, ...]
    label: str
    """One word or two, for the footer."""
    description: str
    """One line, for the help and the documents."""
    scope: Scope = Scope.WORKOUT
    rank: int = 0
    """Place in the footer: 1 is dropped last where there is little room; 0 is never there."""


ACTIONS: tuple[Action, ...] = (
    Action("pause", ("space", "enter", "p", "k", "pagedown", "0", "insert",
                     "media_play_pause", "media_play", "media_pause"),
           "pause", "pause and resume; on a turn or an open phase: go on", rank=1),
    Action("halt", ("x", "P"), "pause",
           "pause and resume, also on a turn or an open phase, where space goes on"),
    Action("next", ("right", "n", "6", "media_track_next", "media_fast_forward"), "next",
           "to the next phase", rank=4),
    Action("back", ("left", "b", "pageup", "4", "media_track_previous", "media_rewind"), "back",
           "to the start of this phase, then to the one before", rank=5),
    Action("faster", ("plus", "equals_sign", "add"), "faster", "cadence 2 steps/min up", rank=6),
    Action("slower", ("minus", "subtract"), "slower", "cadence 2 steps/min down", rank=7),
    Action("tap", ("t", "5", "kp_begin"), "tap",
           "tap the tempo: from the fourth tap on it sets the cadence"),
    Action("feet", ("f",), "other foot", "I'm on the other foot: count on from it", rank=9),
    Action("quieter", ("left_square_bracket", "down", "2", "lower_volume"), "quieter",
           "volume down"),
    Action("louder", ("right_square_bracket", "up", "8", "raise_volume"), "louder", "volume up"),
    Action("mute", ("m", "full_stop", "decimal", "delete", "mute_volume"), "mute",
           "sound off and on", rank=8),
    Action("voice", ("v",), "voice", "voice on and off"),
    Action("lock", ("l",), "lock", "only the pause key works until pressed twice"),
    Action("screen", ("s",), "second screen", "show it on a phone, tablet or TV too: where, and "
           "what it may do", rank=10),
    Action("end", ("q", "escape", "media_stop"), "end", "end: asks once, keeps what was done",
           rank=2),
    Action("menu-start", ("enter", "f5", "shift+f5"), "start", "start the marked workout",
           Scope.MENU, 1),
    Action("menu-surface", ("f3", "ctrl+t"), "where", "say where you walk", Scope.MENU, 2),
    Action("menu-edit", ("f4", "ctrl+e"), "edit", "edit the marked workout; a built-in one becomes "
           "a copy of your own that takes its place", Scope.MENU, 5),
    Action("menu-history", ("tab", "f10", "ctrl+l"), "history", "the sessions that are kept",
           Scope.MENU, 5),
    Action("menu-new", ("ctrl+n", "insert"), "new", "write a new workout, with the words of the "
           "filter line if they make one", Scope.MENU, 6),
    Action("menu-duplicate", ("f6", "ctrl+d"), "copy", "write a copy of the marked workout",
           Scope.MENU, 8),
    Action("menu-delete", ("f8", "delete"), "delete", "delete the marked workout of your own: "
           "asks once", Scope.MENU, 9),
    Action("menu-undo", ("f9", "ctrl+r"), "undo", "bring back what was deleted last", Scope.MENU),
    Action("menu-share", ("ctrl+y",), "share", "the marked workout as one line and as a code for a "
           "phone's camera", Scope.MENU),
    Action("menu-trash", ("ctrl+g", "f12"), "trash",
           "see what was deleted, bring it back, or empty the trash", Scope.MENU),
    Action("menu-read-on", ("shift+down", "ctrl+down", "ctrl+f"), "read on",
           "scroll down what stands beside the list", Scope.MENU),
    Action("menu-read-back", ("shift+up", "ctrl+up", "ctrl+b"), "read back",
           "scroll it up again", Scope.MENU),
    Action("menu-settings", ("f2", "ctrl+o"), "settings", "change the settings and the keys",
           Scope.MENU, 4),
    Action("menu-calibrate", ("f7",), "sound delay", "measure how late your headphones are, "
           "and send every sound earlier by as much", Scope.MENU),
    Action("menu-leave", ("escape",), "leave", "clear the filter; with none, leave",
           Scope.MENU, 7),
    Action("editor-save", ("ctrl+s",), "save", "save; what makes no workout is not saved",
           Scope.EDITOR, 1),
    Action("editor-leave", ("escape",), "leave", "back to the menu; asks where something is "
           "not saved", Scope.EDITOR, 2),
    Action("summary-done", ("enter", "space", "escape", "q", "pagedown"), "done",
           "back to the menu", Scope.SUMMARY, 1),
    Action("summary-again", ("r", "f5", "shift+f5"), "again", "the same workout again",
           Scope.SUMMARY, 2),
    Action("summary-next", ("s",), "what's next", "walk what is advised next", Scope.SUMMARY, 3),
    Action("summary-note", ("n",), "note", "write a note on it", Scope.SUMMARY, 4),
    Action("summary-effort", ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0"), "how hard",
           "how hard it was: 1 very easy, 5 hard, 0 for 10; the same once more takes it back",
           Scope.SUMMARY),
    Action("summary-keep", ("k",), "keep this tempo",
           "keep the changed cadences for this workout", Scope.SUMMARY, 3),
    Action("summary-settings", ("f2", "ctrl+o"), "settings", "change the settings and the keys",
           Scope.SUMMARY, 5),
    Action("hearing-forward", ("f", "1"), "forward", "hear the sound for forward", Scope.HEARING),
    Action("hearing-backward", ("b", "2"), "backward", "hear the sound for backward",
           Scope.HEARING),
    Action("hearing-hold", ("h", "3"), "hold", "hear the tone of a hold", Scope.HEARING),
    Action("hearing-turn", ("t", "4"), "turn", "hear the sound for a turn", Scope.HEARING),
    Action("hearing-finish", ("e", "5"), "end", "hear the sound at the end", Scope.HEARING),
    Action("hearing-step-left", ("l", "6"), "left step", "hear the beat of a left step",
           Scope.HEARING),
    Action("hearing-step-right", ("r", "7"), "right step", "hear the beat of a right step",
           Scope.HEARING),
    Action("hearing-voice", ("v", "8"), "voice", "hear the voice", Scope.HEARING),
    Action("hearing-next", ("enter", "space", "right", "pagedown"), "go on", "to the next page",
           Scope.HEARING, 1),
    Action("hearing-leave", ("escape", "q"), "not now", "to the menu; the pages come again",
           Scope.HEARING, 2),
    Action("safety-accept", ("y", "enter"), "I have read this", "accept, and go on to the workout",
           Scope.SAFETY, 1),
    Action("safety-decline", ("n", "escape", "q"), "not now", "go back without starting",
           Scope.SAFETY, 2),
    Action("safety-back", ("left", "pageup", "backspace"), "back", "to the page before, if any",
           Scope.SAFETY),
    Action("surface-take", ("enter", "space", "f5", "shift+f5"), "take it", "take the marked one",
           Scope.SURFACE, 1),
    Action("surface-leave", ("escape", "q"), "not now", "leave it as it is", Scope.SURFACE, 2),
    Action("surface-floor", ("1",), "floor", "you walk on the floor", Scope.SURFACE),
    Action("surface-track", ("2",), "track", "you walk on a track", Scope.SURFACE),
    Action("surface-treadmill", ("3",), "treadmill", "you walk on a treadmill with a motor",
           Scope.SURFACE),
    Action("surface-manual-treadmill", ("4",), "self-powered",
           "you walk on a self-powered treadmill", Scope.SURFACE),
    Action("refused-off", ("f",), "lead it off the belt this once",
           "lead it off the belt, this once", Scope.REFUSED, 1),
    Action("refused-rails", ("r",), "stand on the rails for the holds this once",
           "lead it on the belt with the holds on the side rails, this once", Scope.REFUSED, 2),
    Action("refused-surface", ("w", "f3", "ctrl+t"), "say where you walk", "say where you walk",
           Scope.REFUSED, 3),
    Action("refused-leave", ("escape", "enter", "space", "n", "q"), "not now",
           "go back without starting", Scope.REFUSED, 4),
    Action("settings-change", ("enter",), "change", "change the marked setting", Scope.SETTINGS, 1),
    Action("settings-default", ("delete", "backspace"), "default",
           "set the marked setting back to its default", Scope.SETTINGS, 2),
    Action("settings-leave", ("escape",), "leave", "clear what is searched for; with nothing, "
           "leave", Scope.SETTINGS, 3),
    Action("calibration-press", ("space",), "with each beep", "press with each beep",
           Scope.CALIBRATION, 1),
    Action("calibration-save", ("enter",), "set it", "set the delay that was measured",
           Scope.CALIBRATION, 3),
    Action("calibration-again", ("backspace",), "again", "forget the presses",
           Scope.CALIBRATION, 4),
    Action("calibration-leave", ("escape", "q"), "leave", "leave the delay as it is",
           Scope.CALIBRATION, 2),
    Action("history-open", ("enter",), "details", "all about the marked session, phase by phase",
           Scope.HISTORY, 1),
    Action("history-charts", ("tab", "f10", "ctrl+l"), "charts", "minutes, steps, cadence and "
           "balance week by week", Scope.HISTORY, 2),
    Action("history-again", ("f5", "shift+f5"), "again", "walk the marked one again",
           Scope.HISTORY, 5),
    Action("history-replay", ("f7", "ctrl+y"), "replay", "play the marked session again on the "
           "workout screen", Scope.HISTORY, 6),
    Action("history-delete", ("f8", "delete"), "delete", "delete the marked session; it can be "
           "brought back for a day", Scope.HISTORY, 7),
    Action("history-undo", ("f9", "ctrl+r"), "undo", "bring back what was deleted last",
           Scope.HISTORY),
    Action("history-settings", ("f2", "ctrl+o"), "settings", "change the settings and the keys",
           Scope.HISTORY),
    Action("history-leave", ("escape",), "leave", "clear the filter; with none, back to the menu",
           Scope.HISTORY, 6),
    Action("session-leave", ("escape", "q", "enter", "backspace"), "leave", "back to the history",
           Scope.SESSION, 1),
    Action("session-effort", ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0"), "how hard",
           "how hard it was: 1 very easy, 5 hard, 0 for 10; the same once more takes it back",
           Scope.SESSION),
    Action("session-note", ("n",), "note", "write a note on it", Scope.SESSION, 3),
    Action("session-older", ("right", "o"), "older", "the session before it", Scope.SESSION, 2),
    Action("session-newer", ("left", "i"), "newer", "the session after it", Scope.SESSION, 4),
    Action("session-again", ("r", "f5", "shift+f5"), "again", "walk it again", Scope.SESSION, 5),
    Action("session-replay", ("p", "f7"), "replay", "play it again on the workout screen",
           Scope.SESSION, 5),
    Action("session-delete", ("delete", "f8"), "delete", "delete it; it can be brought back for a "
           "day", Scope.SESSION, 7),
    Action("session-settings", ("f2", "ctrl+o"), "settings", "change the settings and the keys",
           Scope.SESSION),
    Action("charts-leave", ("escape", "q", "enter", "tab", "backspace"), "leave",
           "back to the history", Scope.CHARTS, 1),
    Action("charts-next", ("right", "n", "space", "pagedown"), "next",
           "the next chart, where there is room for one", Scope.CHARTS, 2),
    Action("charts-back", ("left", "b", "pageup"), "back", "the chart before", Scope.CHARTS),
    Action("charts-longer", ("up", "plus", "equals_sign", "add"), "longer", "further back in time",
           Scope.CHARTS, 4),
    Action("charts-shorter", ("down", "minus", "subtract"), "shorter", "less far back",
           Scope.CHARTS, 5),
    Action("replay-pause", ("space", "enter", "p", "k"), "pause", "stand still, and go on",
           Scope.REPLAY, 1),
    Action("replay-leave", ("escape", "q"), "leave", "back to the history", Scope.REPLAY, 2),
    Action("replay-faster", ("plus", "equals_sign", "add", "up"), "faster",
           "play it faster: 1, 2, 5, 10 or 60 times as fast as it was", Scope.REPLAY, 4),
    Action("replay-slower", ("minus", "subtract", "down"), "slower", "play it slower",
           Scope.REPLAY, 5),
    Action("replay-next", ("right", "n"), "next", "to the next phase", Scope.REPLAY, 6),
    Action("replay-back", ("left", "b"), "back", "to the start of this phase, then to the one "
           "before", Scope.REPLAY, 7),
    Action("replay-on", ("pagedown", "full_stop"), "10 s on", "ten seconds on", Scope.REPLAY, 8),
    Action("replay-before", ("pageup", "comma"), "10 s back", "ten seconds back", Scope.REPLAY, 9),
    Action("replay-begin", ("home", "0"), "beginning", "from the beginning", Scope.REPLAY, 10),
    Action("recovery-continue", ("enter", "f5", "shift+f5"), "go on",
           "go on where it was interrupted", Scope.RECOVERY, 1),
    Action("recovery-keep", ("k", "escape", "q"), "keep it", "keep it as it is", Scope.RECOVERY, 2),
    Action("recovery-throw", ("x", "delete"), "throw it away", "throw it away", Scope.RECOVERY, 3),
    Action("draft-continue", ("enter", "f5", "shift+f5"), "go on writing",
           "go on writing what was not saved", Scope.DRAFT, 1),
    Action("draft-later", ("escape", "q", "l"), "later", "be asked again at the next start",
           Scope.DRAFT, 2),
    Action("draft-throw", ("x", "delete"), "throw it away", "put it into the trash",
           Scope.DRAFT, 3),
    Action("trash-restore", ("enter",), "bring back", "bring back the marked workout",
           Scope.TRASH, 1),
    Action("trash-empty", ("x", "delete"), "empty the trash",
           "delete all in the trash for good: asks once", Scope.TRASH, 3),
    Action("trash-leave", ("escape", "q"), "back", "back to the menu", Scope.TRASH, 2),
    Action("yes", ("y", "enter", "f5", "shift+f5"), "yes", "yes", Scope.QUESTION, 1),
    Action("no", ("n", "escape", "space", "pageup"), "no", "no", Scope.QUESTION, 2),
    Action("screen-go", ("enter", "pagedown"), "go", "begin the workout; under way, back to it",
           Scope.SCREEN, 1),
    Action("screen-pause", ("space", "p", "k"), "pause", "pause the workout and go back to it; "
           "before it begins, begin", Scope.SCREEN),
    Action("screen-remote", ("r",), "remote", "let the second screen press keys, or only show",
           Scope.SCREEN, 2),
    Action("screen-off", ("x",), "off", "end the second screen", Scope.SCREEN, 3),
    Action("share-copy", ("c", "y"), "copy", "copy the line", Scope.SHARE, 1),
    Action("share-leave", ("escape", "enter", "space", "q"), "back", "back to the menu",
           Scope.SHARE, 2),
    Action("screen-leave", ("escape", "q", "s"), "back", "back to the workout; before it begins, "
           "leave it", Scope.SCREEN, 4),
    Action("help-close", ("escape",), "close", "back to where you were; ? and F1 do it too",
           Scope.HELP, 1),
    Action("help-on", ("tab",), "more", "the next part", Scope.HELP, 2),
    Action("help-back", ("shift+tab",), "back", "the part before", Scope.HELP),
    Action("help", ("question_mark", "f1"), "help", "the keys of this screen, and how a workout "
           "is followed; while you type, F1 explains the field you are in", Scope.ANYWHERE, 3),
    Action("palette", ("ctrl+p",), "find", "find an action by its name", Scope.ANYWHERE),
    Action("theme", ("f9",), "colours", "choose the colours: dark, light and more; "
           "where it brings back what was deleted, find them by name",
           Scope.ANYWHERE),
    Action("leave", ("ctrl+q",), "leave",
           "leave backcue; a workout under way ends and is kept", Scope.ANYWHERE),
    Action("suspend", ("ctrl+z",), "suspend",
           "to the shell; a workout comes back paused (not on Windows)", Scope.ANYWHERE),
)  # fmt: skip
"""Everything that has a key."""

BOTTOM_ROW = ("z", "x", "c", "v", "b", "n", "m", "comma", "full_stop", "slash")
"""The letters and signs nearest to the person, to be hit without looking."""

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}
