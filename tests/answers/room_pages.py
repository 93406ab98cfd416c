"""A room and its pages, without a socket and without a database."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from commonweal.accounts.models import User
from commonweal.answers.allowance import Allowance
from commonweal.answers.enums import CloseCode
from commonweal.answers.members import Member
from commonweal.answers.methods import wire
from commonweal.answers.rooms import AnswerFacts, Room
from commonweal.answers.store import Receipt
from commonweal.answers.yjs import Replica
from tests.answers.conftest import document_of
from tests.conftest import NOW


@dataclass
class Page:
    """One page without a socket: a Yjs document, and what the room sent."""

    room: Room
    member: Member
    doc: Doc[Any]
    told: list[dict] = field(default_factory=list)
    closed: CloseCode | None = None
    n_frames: int = 0
    written: list[bytes] = field(default_factory=list)

    def put(self, frame):
        if isinstance(frame, str):
            self.told.append(json.loads(frame))
            return
        self.n_frames += 1
        read = wire.parse_frame(frame)
        if read.kind is wire.Kind.CHANGES:
            self.doc.apply_update(read.payload)
            self.written.clear()

    def close(self, code):
        self.closed = code

    def send(self, update, step=wire.Step.UPDATE, at=NOW):
        self.room.receive(self.member, wire.sync_frame(step, update), at)

    def type(self, text, at=NOW):
        """Write a paragraph at the end and send it."""
        before = self.doc.get_state()
        self.doc["default"].children.append(XmlElement("paragraph", contents=[XmlText(text)]))
        self.send(self.doc.get_update(before), at=at)

    @property
    def text(self):
        return str(self.doc["default"])

    def all(self, kind):
        return [message for message in self.told if message["type"] == kind]


def open_room(*texts):
    update = Replica().rewrite(document_of(*texts)) if texts else None
    return Room(AnswerFacts(1, uuid4(), 1), [(1, update)] if update else [])


def enter(room, name="Ada Person", pk=1, role="writer", doc=None, *, is_old=False):
    doc = doc or Doc()
    doc.get("default", type=XmlFragment)
    user = User(pk=pk, full_name=name, email=f"{pk}@example.org")
    page = Page(room, None, doc)
    page.member = Member(user, doc.client_id, role, page, Allowance(NOW), is_old=is_old)
    room.join(page.member, NOW)
    room.receive(page.member, wire.sync_frame(wire.Step.STATE, doc.get_state()), NOW)
    return page


def commit(room, at=NOW):
    """Pretend that the store took everything."""
    draft = room.draft(with_document=False)
    receipt = Receipt(room.seen_seq, room.seen_seq + len(draft.batch.contributions))
    room.stored(draft, receipt, at)
    return draft
