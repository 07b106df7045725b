"""FIT files as two other programs read them."""

from dataclasses import dataclass, field
from typing import Any

import fitdecode
from garmin_fit_sdk import Decoder, Stream


@dataclass
class Decoded:
    """The messages of a file, by their names."""

    messages: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def all(self, name: str) -> list[dict[str, Any]]:
        return self.messages.get(name, [])

    def one(self, name: str) -> dict[str, Any]:
        (message,) = self.all(name)
        return message


def by_fitdecode(content: bytes) -> Decoded:
    decoded = Decoded()
    with fitdecode.FitReader(content, check_crc=fitdecode.CrcCheck.RAISE) as reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                values = {each.name: each.value for each in frame.fields if each.value is not None}
                decoded.messages.setdefault(frame.name, []).append(values)
    return decoded


def by_garmin(content: bytes) -> Decoded:
    """Returns what Garmin's own decoder reads; fields of ours stand under their names."""
    assert Decoder(Stream.from_byte_array(bytearray(content))).check_integrity()
    decoder = Decoder(Stream.from_byte_array(bytearray(content)))
    messages, errors = decoder.read()
    assert errors == []
    names = {
        number: each["field_name"]
        for number, each in enumerate(messages.get("field_description_mesgs", []))
    }
    decoded = Decoded()
    for kind, several in messages.items():
        for message in several:
            own = message.pop("developer_fields", {})
            message |= {names[number]: value for number, value in own.items()}
        decoded.messages[str(kind).removesuffix("_mesgs")] = several
    return decoded
