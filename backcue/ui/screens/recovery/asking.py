"""From what an interrupted program left behind to what the person wants of it."""

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import Any

from textual.app import App

from backcue.app_context import AppContext
from backcue.history.database.errors import HistoryError, TakenError
from backcue.history.recovery import Resumption
from backcue.ui.screens.recovery.screen import Choice, RecoveryScreen


async def recover(app: App[Any], context: AppContext) -> Resumption | None:
    """Ask about the latest workout of today that was interrupted; only from a worker.

    Returns it where it is to go on. Whatever else was interrupted is kept as it is.
    """
    history = context.history
    try:
        today = datetime.now().astimezone().date()
        left = await asyncio.to_thread(history.left_behind, today)
        for other in left[1:]:
            # Another window, open as this one, keeps them too.
            with suppress(TakenError):
                history.keep(other)
        choice: Choice | None = None
        if left:
            choice = await app.push_screen_wait(RecoveryScreen(context, left[0]))
        match choice:
            case Choice.CONTINUE:
                return history.take_up(left[0])
            case Choice.KEEP:
                history.keep(left[0])
            case Choice.THROW_AWAY:
                history.throw_away(left[0])
    except TakenError as error:
        app.notify(f"the workout that was interrupted: {error}", severity="warning", markup=False)
    except HistoryError as error:
        app.notify(f"the history cannot be used: {error}", severity="warning", markup=False)
    for notice in history.notices:
        app.notify(notice, severity="warning", markup=False)
    return None
