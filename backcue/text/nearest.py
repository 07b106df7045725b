"""The right word nearest to a wrong one."""

from collections.abc import Iterable


def nearest(word: str, words: Iterable[str], *, most: int = 1) -> tuple[str, ...]:
    """Give up to `most` of `words` that `word` may have been meant as, the likeliest first."""
    # Imported here: 5 ms that only a wrong word needs.
    from difflib import get_close_matches  # noqa: PLC0415

    by_folded = {right.casefold(): right for right in words}
    # A person may paste a page; nothing that long is a misspelt word.
    close = get_close_matches(word.casefold()[:80], by_folded, n=most, cutoff=0.6)
    return tuple(by_folded[match] for match in close)


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Returns `; did you mean x?` to put behind a message, or nothing where no word is near."""
    close = nearest(word, words)
    return f"; did you mean {close[0]}?" if close else ""
