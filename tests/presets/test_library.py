import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from backcue.presets import preset_file
from backcue.presets.library import Library, built_in
from backcue.presets.preset_file import PresetError, load_file
from backcue.text.nearest import nearest
from backcue.toml import document
from backcue.workout.model import Direction, Distance, Hold, Item, Move, Repeat, Surface, Times
from backcue.workout.notation import format_workout, parse
from backcue.workout.pace import Pace
from backcue.workout.preset import PaceChange, Preset, changed
from backcue.workout.suitability import BELTS, needs_belt

PRESETS = built_in()
BY_ID = {preset.id: preset for preset in PRESETS}
BUILT_IN = (
    "balance", "balance-run", "hundred-fifteen", "quarter-lap", "quarter-lap-walk", "loop-by-key",
    "first-five", "daily-ten", "daily-fifteen", "daily-twenty", "gentle-hill", "uphill-back",
    "uphill-five", "uphill-ten", "stairs", "treadmill-warmup", "treadmill-set", "reverse-jog",
    "heath-2001", "alghadir-2019", "nct05585385", "cha-2016", "cipriani-1995",
    "uthoff-2018",
)  # fmt: skip
"""In the order of the list."""
GOOD = 'id = "mine"\nname = "Mine"\nsequence = "5 forward"\n'


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode())
    return path


def complaints(tmp_path: Path, text: str) -> list[str]:
    path = write(tmp_path, "wrong.toml", text)
    with pytest.raises(PresetError) as caught:
        load_file(path)
    assert all(message.startswith(f"{path}:") for message in caught.value.messages)
    return [message.removeprefix(f"{path}:") for message in caught.value.messages]


def leaves(items: tuple[Item, ...]) -> list[Item]:
    return [
        leaf
        for item in items
        for leaf in (leaves(item.items) if isinstance(item, Repeat) else [item])
    ]


def test_every_promised_preset_is_built_in() -> None:
    folder = Path(str(PRESETS[0].path)).parent
    assert set(BUILT_IN) == {path.stem for path in folder.glob("*.toml")}
    assert tuple(BY_ID) == BUILT_IN


@pytest.mark.parametrize("preset", PRESETS, ids=list(BY_ID))
class TestEveryBuiltInPreset:
    def test_tells_all_that_a_person_wants_to_know(self, preset: Preset) -> None:
        assert preset.built_in
        assert preset.path is not None
        assert preset.path.stem == preset.id
        assert 0 < len(preset.name) <= 24
        assert 0 < len(preset.summary) <= 80
        assert preset.technique
        assert preset.source
        assert preset.tags[0] in {"classic", "daily", "treadmill", "running", "published"}

    def test_goes_backward(self, preset: Preset) -> None:
        moves = [leaf for leaf in leaves(preset.workout.items) if isinstance(leaf, Move)]
        assert any(move.direction is Direction.BACKWARD for move in moves)

    def test_holds_are_not_for_a_belt_that_a_motor_drives(self, preset: Preset) -> None:
        if any(isinstance(leaf, Hold) for leaf in leaves(preset.workout.items)):
            assert Surface.TREADMILL not in preset.surfaces

    def test_no_published_dose_is_told_without_what_it_is_not(self, preset: Preset) -> None:
        if preset.tags[0] == "published":
            assert "not medical advice" in preset.technique[-1]

    def test_a_belt_is_never_said_to_be_controlled(self, preset: Preset) -> None:
        if preset.surfaces[0] is Surface.TREADMILL:
            assert any("safety key" in line for line in preset.technique)
            assert any("does not stop it" in line for line in preset.technique)

    def test_says_what_of_it_is_not_its_sources(self, preset: Preset) -> None:
        assert "; ours: " in preset.source

    def test_off_the_belt_nothing_is_said_of_belts(self, preset: Preset) -> None:
        if preset.surfaces[0] in BELTS:
            return
        said = " ".join((preset.summary, *preset.technique)).casefold()
        for word in ("belt", "treadmill", "console", "safety key", "rails", "incline"):
            assert word not in said

    def test_no_cue_asks_for_a_key(self, preset: Preset) -> None:
        for line in preset.technique:
            assert "press" not in line

    def test_slopes_are_for_belts_and_those_that_are_named(self, preset: Preset) -> None:
        slopes = {leaf.incline for leaf in leaves(preset.workout.items) if isinstance(leaf, Move)}
        for slope in slopes - {None, 0.0}:
            assert needs_belt(preset)
            assert f"{slope:g} %" in preset.summary

    def test_its_words_survive_reading_and_writing(self, preset: Preset) -> None:
        assert parse(format_workout(preset.workout)) == preset.workout


@pytest.mark.parametrize(
    ("preset_id", "words"),
    [
        ("balance", "20x(5 forward, hold 2s, 4 backward, hold 3s)"),
        ("balance-run", "20x(5 forward run, hold 2s, 4 backward run, hold 3s)"),
        ("hundred-fifteen", "10min of (100 forward, 15 backward)"),
        ("loop-by-key", "forever(forward until key, backward until key)"),
        ("treadmill-set", "4x(5min forward, 2min backward, rest 30s)"),
        ("heath-2001", "15min backward"),
        ("cha-2016", "20min backward incline 10%"),
        ("uphill-back", "6x(45s backward incline 2%, rest 60s)"),
        ("stairs", "10x(6 forward, rest 5s, 6 backward, rest 10s)"),
    ],
)
def test_the_known_workouts_are_what_their_sources_say(preset_id: str, words: str) -> None:
    assert BY_ID[preset_id].workout == parse(words)


def test_a_slope_is_set_facing_the_console_and_not_with_it_behind_ones_back() -> None:
    items = leaves(BY_ID["cipriani-1995"].workout.items)
    kinds = [type(item).__name__ for item in items]
    assert kinds == ["Move", *["Turn", "Rest", "Turn", "Move"] * 2]
    assert [item.incline for item in items if isinstance(item, Move)] == [0, 5, 10]


def test_easy_brisk_and_fast_are_three_beats() -> None:
    runs = [item for item in leaves(BY_ID["uthoff-2018"].workout.items) if isinstance(item, Move)]
    beats = [run.cadence.start for run in runs if run.cadence is not None]
    assert len(beats) == 3
    assert beats == sorted(set(beats))


def test_quarter_laps_go_a_quarter_backward() -> None:
    for name in ("quarter-lap", "quarter-lap-walk"):
        metres: dict[Direction, float] = {}
        for move in leaves(BY_ID[name].workout.items):
            assert isinstance(move, Move)
            assert isinstance(move.amount, Distance)
            metres[move.direction] = move.amount.metres
        assert metres[Direction.BACKWARD] * 4 == sum(metres.values())


def test_both_legs_of_the_balance_walk_hold_equally_often() -> None:
    (repeat,) = BY_ID["balance"].workout.items
    assert isinstance(repeat, Repeat)
    assert isinstance(repeat.until, Times)
    assert repeat.until.count % 2 == 0


def test_surfaces_follow_what_a_belt_can_do() -> None:
    free = {Surface.FLOOR, Surface.TRACK, Surface.MANUAL_TREADMILL}
    for name in ("balance", "hundred-fifteen", "quarter-lap", "quarter-lap-walk"):
        assert set(BY_ID[name].surfaces) == free
    assert BY_ID["stairs"].surfaces == (Surface.FLOOR,)


def test_a_preset_file_is_heard_key_by_key(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.toml",
        'id = "a"\nname = "A [b]name[/b]"\nsummary = "s"\nrepeat = "forever"\n'
        'sequence = """\n5 forward  # out\nhold 2s\nrest until key\n"""\n'
        'surfaces = ["track", "floor", "track"]\ntechnique = ["t"]\n'
        'source = "x"\ntags = ["y", "z"]\n'
        "[pace]\nforward = 100\nbackward_step = 0.5\n",
    )
    preset = load_file(path)
    assert preset.name == "A [b]name[/b]"
    assert preset.workout == parse("forever(5 forward, hold 2s, rest until key)")
    assert preset.surfaces == (Surface.TRACK, Surface.FLOOR)
    assert (preset.technique, preset.source, preset.tags) == (("t",), "x", ("y", "z"))
    assert preset.pace == PaceChange(forward=100, backward_step=0.5)
    assert (preset.path, preset.built_in, preset.overrides) == (path, False, False)


def test_what_a_preset_file_leaves_out_is_plain(tmp_path: Path) -> None:
    preset = load_file(write(tmp_path, "a.toml", GOOD))
    assert preset.workout == parse("5 forward")
    assert preset.surfaces == tuple(Surface)
    assert preset.pace == PaceChange()


def test_all_errors_of_a_file_are_told_at_once_with_line_column_and_key(tmp_path: Path) -> None:
    told = complaints(
        tmp_path,
        'id = "no spaces"\n'
        "nmae = 'x'\n"
        'sequence = "5 forward, hold 2s, 4 backwrd"\n'
        'repeat = "20 apples"\n'
        'surfaces = ["floor", "grass", "treadmil"]\n'
        "technique = 'one'\n"
        "[pace]\n"
        "forward = 500\n",
    )
    assert told[3].startswith("3:35: sequence: ")
    assert told[3].endswith('did you mean "backward"?')
    assert told[4].startswith("4:14: repeat: ")
    assert told[:3] + told[5:] == [
        "1:1: name: is missing",
        '1:6: id: "no spaces" may have letters, digits, - and _ only, and begins with no sign',
        "2:1: nmae: unknown key; did you mean name?",
        '5:22: surfaces[2]: "grass" is not one of floor, track, treadmill, manual-treadmill',
        (
            '5:31: surfaces[3]: "treadmil" is not one of floor, track, treadmill, manual-treadmill;'
            " did you mean treadmill?"
        ),
        '6:13: technique: must be a list in [ ], not "one"',
        "8:11: pace.forward: must be at most 240, not 500",
    ]


@pytest.mark.parametrize(
    ("sequence", "place"),
    [
        ('"5 forward, 4 bakward"', "3:26"),
        ("'5 forward, 4 bakward'", "3:26"),
        ('"""5 forward, 4 bakward"""', "3:28"),
        ('"""\n5 forward\n  4 bakward\n"""', "5:5"),
        ('"""\r\n5 forward\r\n  4 bakward\r\n"""', "5:5"),
        ("'''\n5 forward,\n4 bakward'''", "5:3"),
        (r'"5 forward,\t4 bakward"', "3:27"),
        (r'"5 f\u006Frward, 4 bakward"', "3:31"),
        ('"""5 forward, \\\n\n   4 bakward"""', "5:6"),
        ('"""\n# café 🙂\n4 bakward"""', "5:3"),
    ],
)
def test_a_wrong_word_is_found_in_the_file_however_it_is_quoted(
    tmp_path: Path, sequence: str, place: str
) -> None:
    (message,) = complaints(tmp_path, f'id = "a"\nname = "A"\nsequence = {sequence}\n')
    assert message.startswith(f"{place}: sequence: ")
    assert "bakward" in message


def test_words_that_end_too_early_are_told_at_their_end(tmp_path: Path) -> None:
    (message,) = complaints(tmp_path, 'id = "a"\nname = "A"\nsequence = "3x(5 forward"\n')
    assert message.startswith("3:25: sequence: ")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "1:1: id: is missing"),
        ("id = ", "1:6: Invalid value"),
        (GOOD + "surfaces = []\n", "4:12: surfaces: must not be empty"),
        (GOOD + "pace = 3\n", "4:8: pace: must be a table, not 3"),
        (GOOD + f"summary = '{'x' * 501}'\n", "4:11: summary: is too long: at most 500 characters"),
        (GOOD + f"x = {'[' * 5000}", "1:1: is nested too deeply"),
        (GOOD + f"x = {'9' * 5000}", "1:1: "),
        (GOOD + "#" * 256_001, "1:1: is larger than 256,000 bytes"),
        ('id = "a"\nname = "A"\nsequence = 5\n', "3:12: sequence: must be text in quotes, not 5"),
        ('id = "a"\nname = "A"\nsequence = ""\n', "3:13: sequence: "),
        ('id = "a"\nname = ""\nsequence = "5f"\n', "2:8: name: must not be empty"),
    ],
)
def test_a_strange_file_is_a_plain_error(tmp_path: Path, text: str, complaint: str) -> None:
    assert complaints(tmp_path, text)[0].startswith(complaint)


def test_a_file_that_is_not_there_is_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(PresetError, match=r"none\.toml:1:1: cannot be read: No such file"):
        load_file(tmp_path / "none.toml")


def test_without_own_presets_the_library_has_the_built_in_ones(tmp_path: Path) -> None:
    for library in (Library(), Library(tmp_path / "nowhere"), Library(tmp_path)):
        assert library.presets == tuple(PRESETS)
        assert library.broken == ()
        assert not library.refresh()


def test_own_presets_follow_the_built_in_ones_by_name(tmp_path: Path) -> None:
    write(tmp_path, "1.toml", GOOD.replace("mine", "z").replace("Mine", "beta"))
    write(tmp_path, "2.toml", GOOD.replace("mine", "y").replace("Mine", "Alpha"))
    write(tmp_path, ".hidden.toml", "no")
    write(tmp_path, "notes.txt", "no")
    library = Library(tmp_path)
    assert [preset.id for preset in library.presets] == [*BUILT_IN, "y", "z"]
    assert library.broken == ()


def test_an_own_preset_takes_the_place_of_the_built_in_one_with_its_id(tmp_path: Path) -> None:
    path = write(tmp_path, "x.toml", GOOD.replace("mine", "Balance"))
    library = Library(tmp_path)
    assert len(library.presets) == len(BUILT_IN)
    assert library.presets[0].path == path
    assert library.presets[0].overrides
    assert library.find("balance") is library.presets[0]
    path.unlink()
    assert library.refresh()
    assert library.find("balance") == BY_ID["balance"]


def test_one_broken_file_hides_no_other(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", "id = ")
    write(tmp_path, "b.toml", GOOD)
    write(tmp_path, "balance.toml", 'id = "balance"\n')
    (tmp_path / "folder.toml").mkdir()
    library = Library(tmp_path)
    assert library.find("mine") is not None
    assert library.find("balance") == BY_ID["balance"]
    assert [path.name for path, _ in library.broken] == ["a.toml", "balance.toml", "folder.toml"]
    assert all(error.messages for _, error in library.broken)


def test_of_two_own_presets_with_one_id_the_second_is_told_as_broken(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", GOOD)
    second = write(tmp_path, "b.toml", f"# again\n{GOOD}")
    library = Library(tmp_path)
    assert [preset.path for preset in library.presets if preset.id == "mine"] == [
        tmp_path / "a.toml"
    ]
    ((path, error),) = library.broken
    assert path == second
    assert error.messages == [f'{second}:2:6: id: "mine" is the id of a.toml already']


def test_own_presets_are_read_again_when_they_change_on_disk(tmp_path: Path) -> None:
    library = Library(tmp_path)
    path = write(tmp_path, "a.toml", GOOD)
    assert library.refresh()
    assert not library.refresh()
    first = library.find("mine")
    assert first is not None
    write(tmp_path, "b.toml", GOOD.replace("mine", "other"))
    assert library.refresh()
    assert library.find("mine") is first
    stamp = path.stat()
    path.write_text(GOOD.replace("5 forward", "6 forward"))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns + 1))
    assert library.refresh()
    changed_preset = library.find("mine")
    assert changed_preset is not None
    assert changed_preset.workout == parse("6 forward")
    path.write_text("id = ")
    assert library.refresh()
    assert library.find("mine") is None
    assert len(library.broken) == 1
    path.unlink()
    assert library.refresh()
    assert library.broken == ()


def test_a_wrong_name_finds_the_nearest_ids() -> None:
    def near(name: str) -> tuple[str, ...]:
        return nearest(name, BUILT_IN, most=3)

    assert near("balence")[0] == "balance"
    assert near("Quarter_Lap")[:2] == ("quarter-lap", "quarter-lap-walk")
    assert near("zzzz") == ()
    assert near("x" * 1_000_000) == ()
    assert Library().find("balence") is None


def test_a_pace_change_of_a_direction_is_for_both_gaits_unless_running_is_said() -> None:
    pace = changed(Pace(), PaceChange(forward=120, backward=90, backward_run=150, forward_step=0.8))
    assert pace == Pace(
        forward_walk=120, forward_run=120, backward_walk=90, backward_run=150,
        forward_walk_step=0.8, forward_run_step=0.8,
    )  # fmt: skip
    assert changed(pace, PaceChange()) == pace
    assert changed(Pace(), PaceChange(backward_run_step=0.9)) == Pace(backward_run_step=0.9)


def test_stairs_are_climbed_slowly_whatever_the_person_s_pace() -> None:
    assert BY_ID["stairs"].pace == PaceChange(forward=70, backward=50)


@pytest.mark.parametrize("preset_id", BUILT_IN)
def test_built_in_files_are_plain_toml(preset_id: str) -> None:
    text = Path(str(BY_ID[preset_id].path)).read_text(encoding="utf-8")
    data = tomllib.loads(text)
    assert data["id"] == preset_id
    assert "http" not in text


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Returns a list that gets the name of each preset file as it is opened."""
    names: list[str] = []
    read = document.read_text

    def noting(path: Path, *arguments: Any, **options: Any) -> str:
        names.append(path.name)
        return read(path, *arguments, **options)

    monkeypatch.setattr(preset_file, "read_text", noting)
    return names


def test_one_preset_is_found_by_opening_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = opened(monkeypatch)
    assert Library(tmp_path).find("Balance") == BY_ID["balance"]
    assert names == ["balance.toml"]
    assert Library(tmp_path).find("5 forward, hold 2s") is None
    assert names == ["balance.toml"]


def test_an_own_preset_in_the_file_of_its_id_is_found_by_opening_that_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.toml", GOOD.replace("mine", "other"))
    write(tmp_path, "mine.toml", GOOD)
    names = opened(monkeypatch)
    assert Library(tmp_path).find("mine") is not None
    assert names == ["mine.toml"]


def test_an_own_preset_in_another_file_still_takes_the_place_of_a_built_in_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "x.toml", GOOD.replace("mine", "Balance"))
    names = opened(monkeypatch)
    found = Library(tmp_path).find("balance")
    assert found is not None
    assert found.path == path
    assert found.overrides
    assert names == ["x.toml"]


def test_of_two_files_with_one_id_the_one_of_that_name_is_taken_in_the_list_too(
    tmp_path: Path,
) -> None:
    write(tmp_path, "a.toml", GOOD)
    path = write(tmp_path, "mine.toml", GOOD)
    library = Library(tmp_path)
    assert [preset.path for preset in library.presets if preset.id == "mine"] == [path]
    assert library.find("mine") is library.presets[-1]
    assert [broken.name for broken, _ in library.broken] == ["a.toml"]


def test_own_presets_stand_where_their_order_says_and_the_others_behind(tmp_path: Path) -> None:
    for name, order in (("a", ""), ("b", "order = 2\n"), ("c", "order = 1\n")):
        write(tmp_path, f"{name}.toml", GOOD.replace("mine", name) + order)
    assert [preset.id for preset in Library(tmp_path).presets[-3:]] == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (r'id = "mine\n"', "1:6: id: has the invisible sign U+000A; take it out"),
        (r'name = "M\u001b[31mine"', "2:8: name: has the invisible sign U+001B; take it out"),
        (r'name = "M\u0085ine"', "2:8: name: has the invisible sign U+0085; take it out"),
        (r'summary = "a\u202Eb"', "4:11: summary: has the invisible sign U+202E; take it out"),
        (r'source = "a\u2066b"', "4:10: source: has the invisible sign U+2066; take it out"),
        (r'tags = ["a", "\u007f"]', "4:14: tags[2]: has the invisible sign U+007F; take it out"),
        (
            r'technique = ["a\tb"]',
            "4:14: technique[1]: has the invisible sign U+0009; take it out",
        ),
        (r'"a\u001b[31m" = 3', r"1:1: a\x1b[31m: unknown key; the keys are id, "),
        (
            r'surfaces = ["\u001b]0;x"]',
            r'4:13: surfaces[1]: "\x1b]0;x" is not one of floor, ',
        ),
    ],
)
def test_what_a_terminal_would_obey_is_refused_in_its_place(
    tmp_path: Path, line: str, complaint: str
) -> None:
    key = line.partition(" ")[0]
    good = [each for each in GOOD.splitlines() if not each.startswith(f"{key} ")]
    good.insert({"id": 0, "name": 1}.get(key, 3), line)
    (told,) = complaints(tmp_path, "\n".join(good))
    assert told.startswith(complaint)


def test_letters_of_every_script_may_be_in_a_name(tmp_path: Path) -> None:
    path = write(tmp_path, "a.toml", GOOD.replace("Mine", "Größe 日本 עברית 🙂"))
    assert load_file(path).name == "Größe 日本 עברית 🙂"
