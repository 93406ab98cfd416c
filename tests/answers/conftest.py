"""The situation of nearly every test here: a community with an answer that was opened."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from commonweal.accounts.models import User
from commonweal.answers import services
from commonweal.answers.models import Answer
from commonweal.communities.enums import Role
from commonweal.communities.models import Community
from commonweal.frameworks.services import load_edition, make_current
from commonweal.frameworks.validation import CONTENT
from tests.factories.people import join, make_community, make_person

REF, SLUG = "P.1a(1)", "p-1a-1"


@dataclass
class Scene:
    """A community, one person in each role and a stranger, and an answer nobody has written in yet."""

    community: Community
    lead: User
    writer: User
    reader: User
    stranger: User
    answer: Answer

    @property
    def address(self) -> str:
        return f"/c/{self.community.slug}/profile/{SLUG}/"

    def write(self, *paragraphs: str, now: datetime, by: User | None = None) -> Answer:
        """Make these paragraphs the text of the answer."""
        return services.write_document(
            answer_id=self.answer.pk, document=document_of(*paragraphs), by=by or self.writer, now=now
        )


def document_of(*paragraphs: str) -> dict:
    """A document of plain paragraphs."""
    blocks = [{"type": "paragraph", "content": [{"type": "text", "text": text}]} for text in paragraphs]
    return {"type": "doc", "content": blocks}


@pytest.fixture
def scene(db, now) -> Scene:
    path = next((CONTENT / "framework").glob("community-excellence-2026*.yaml"))
    make_current(load_edition(path.read_bytes(), name=path.name, by=None, now=now), by=None, now=now)
    community = make_community(lead=(lead := make_person("Lena Lead")))
    people = {name: make_person(f"{name.title()} Person") for name in ("writer", "reader", "stranger")}
    join(community, people["writer"], Role.WRITER)
    join(community, people["reader"], Role.READER)
    answer = services.open_answer(community=community, ref=REF, by=lead)
    return Scene(community=community, lead=lead, answer=answer, **people)
