"""Other sounds of the steps than the two woods: numbers, as those of `make_cues.py`.

Of each foot: partials as ratio, level, decay in seconds and phase in turns; and strikes as time,
pitch in Hz, length in seconds and gain.
"""

Strike = tuple[float, float, float, float]
Timbre = tuple[tuple[float, float, float, float], ...]


def _timbre(
    ratios: tuple[float, ...],
    levels: tuple[float, ...],
    decays: tuple[float, ...],
    phases: tuple[float, ...],
) -> Timbre:
    return tuple(zip(ratios, levels, decays, phases, strict=True))


# the modes of a round skin, and one of the rim
_SKIN, _SKIN_LEVELS = (1.0, 1.594, 2.136, 2.653, 3.5), (1.0, 0.95, 0.9, 0.8, 0.7)
# so close and so out of tune that no note is heard, only a sole on a floor: heel, then toe
_SOLE_LEVELS = (0.7, 0.9, 1.0, 0.9, 0.8, 0.7, 0.6, 0.4)
_SOLE_DECAYS = (0.016, 0.014, 0.013, 0.012, 0.011, 0.010, 0.009, 0.008)

SETS: dict[str, dict[str, tuple[Timbre, tuple[Strike, ...]]]] = {
    "footstep": {
        "step-left": (
            _timbre(
                (1.0, 1.31, 1.73, 2.19, 2.83, 3.49, 4.27, 5.21),
                _SOLE_LEVELS,
                _SOLE_DECAYS,
                (0.95, 0.10, 0.45, 0.25, 0.40, 0.45, 0.40, 0.85),
            ),
            ((0.0, 560.0, 0.034, 1.0), (0.026, 500.0, 0.034, 0.7)),
        ),
        "step-right": (
            _timbre(
                (1.0, 1.23, 1.61, 2.07, 2.57, 3.21, 3.93, 4.7),
                _SOLE_LEVELS,
                _SOLE_DECAYS,
                (0.50, 0.65, 0.70, 0.25, 0.40, 0.00, 0.50, 0.75),
            ),
            ((0.0, 690.0, 0.032, 1.0), (0.024, 620.0, 0.032, 0.7)),
        ),
    },
    "drum": {
        "step-left": (
            _timbre(
                _SKIN,
                _SKIN_LEVELS,
                (0.030, 0.022, 0.018, 0.015, 0.012),
                (0.45, 0.65, 0.70, 0.50, 0.80),
            ),
            ((0.0, 541.0, 0.076, 1.0),),
        ),
        "step-right": (
            _timbre(
                _SKIN,
                _SKIN_LEVELS,
                (0.022, 0.017, 0.014, 0.011, 0.009),
                (0.05, 0.05, 0.80, 0.55, 0.40),
            ),
            ((0.0, 730.0, 0.056, 1.0),),
        ),
    },
}
"""Each set by its name: the sound of each foot."""
