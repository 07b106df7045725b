"""How the second screen is made out of what a person said of it."""

from typing import Literal

from msgspec import Struct

from backcue.app_context import AppContext
from backcue.cli.errors import WrongInput, told_as
from backcue.display.second_screen import SecondScreen, SecondScreenError


class ScreenChoices(Struct, frozen=True):
    """What a person said of the second screen."""

    mode: Literal["view", "remote"] | None = None
    """What it may do; None: there is none unless it is asked for on the way."""
    address: str | None = None
    port: int | None = None

    def screen(self, context: AppContext) -> SecondScreen:
        """Returns one that is not served yet; WrongInput where it could not be."""
        # Imported here: few sessions have one.
        from backcue.web.address import address_of  # noqa: PLC0415
        from backcue.web.second_screen import SecondScreen as Served  # noqa: PLC0415

        with told_as(WrongInput, SecondScreenError):
            address = None if self.address is None else address_of(self.address)
        remote = self.mode == "remote"
        return Served(context.clock, address=address, port=self.port or 0, remote=remote)
