"""Every conversation that testers wrote, one item each, through the real assistant."""

from collections.abc import Callable

import pytest

from bot.agent import Assistant
from tests.conversations.player import Conversation, conversations, play


@pytest.mark.parametrize("conversation", conversations(), ids=lambda c: f"{c.file}: {c.nom}")
async def test_conversation(
    conversation: Conversation, real_assistant: Assistant, on_day: Callable[[str], None]
) -> None:
    on_day(conversation.date)
    await play(real_assistant, conversation, sender=f"{conversation.file}: {conversation.nom}")
