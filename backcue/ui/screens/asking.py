"""A screen from which questions are asked."""

from textual.screen import ScreenResultType

from backcue.ui.screens.base import KeyedScreen


class AskingScreen(KeyedScreen[ScreenResultType]):
    """One of the screens that a person works in: menu, editor, workout."""

    async def ask(self, question: str) -> bool:
        """Ask for yes or no; only from a worker. While another question stands, it is no."""
        from backcue.ui.screens.question import ConfirmScreen  # noqa: PLC0415 - rarely wanted

        if isinstance(self.app.screen, ConfirmScreen):
            return False
        return await self.app.push_screen_wait(ConfirmScreen(self.context, question))

    def action_settings(self) -> None:
        """Open the settings."""
        from backcue.ui.screens.settings.screen import SettingsScreen  # noqa: PLC0415 - rarely wanted

        self.app.push_screen(SettingsScreen(self.context))
