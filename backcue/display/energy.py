"""Energy in words, and as plain values: never without its range and its source."""

from backcue.training.energy import SOURCE, Energy


def energy_lines(energy: Energy | None) -> list[str]:
    """Say how much a session may have taken; nothing where there is no telling."""
    if energy is None:
        return []
    low, high = round(energy.low), round(energy.high)
    kcal = f"{low:,} to {high:,}" if low < high else f"about {high:,}"
    return [
        f"energy: {kcal} kcal, an estimate by direction, speed and slope",
        f"({SOURCE}); practice lowers it",
    ]


def energy_values(energy: Energy) -> dict[str, object]:
    """Returns what `history show --json` has of it."""
    return {
        "low_kcal": round(energy.low, 1),
        "high_kcal": round(energy.high, 1),
        "source": SOURCE,
    }
