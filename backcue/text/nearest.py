"""The right word nearest to a wrong one."""

from collections.abc import Iterable


def nearest(
    word: str, words: Iterable[str], *, most: int = 1, cutoff: float = 0.6
) -> tuple[str, ...]:
    """Returns up to `most` of `words` that `word` may have been meant as, the likeliest first.

    `cutoff` says how alike they must be, from 0 to 1, as difflib counts. Words of the very same
    letters come first, however those are arranged: fingers swap letters.
    """
    # Imported here: 5 ms that only a wrong word needs.
    from difflib import get_close_matches  # noqa: PLC0415

    by_folded = {right.casefold(): right for right in words}
    # A person may paste a page; nothing that long is a misspelt word.
    wrong = word.casefold()[:80]
    swapped = [right for right in by_folded if sorted(right) == sorted(wrong)]
    close = get_close_matches(wrong, by_folded, n=most, cutoff=cutoff)
    found = dict.fromkeys([*swapped, *close])
    return tuple(by_folded[match] for match in found)[:most]


def did_you_mean(word: str, words: Iterable[str], *, most: int = 1) -> str:
    """Returns `; did you mean x or y?` to put behind a message; nothing where no word is near."""
    close = nearest(word, words, most=most)
    return f"; did you mean {' or '.join(close)}?" if close else ""
