"""An address as a code that a phone's camera reads."""

from collections.abc import Sequence

from backcue.ui.bigtext.canvas import half_blocks

_QUIET = 2
"""Empty modules around it, as cameras want."""


def code(address: str) -> Sequence[str]:
    """Returns the code in rows of half blocks, to be shown dark on light."""
    import segno  # noqa: PLC0415 - only where one is shown

    rows = [bytes(row) for row in segno.make_qr(address, error="l").matrix_iter(border=_QUIET)]
    picture = tuple(sum(module << x for x, module in enumerate(row)) for row in rows)
    return half_blocks(picture, len(rows[0]))
