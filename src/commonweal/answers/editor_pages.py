"""What the editor's script needs to know of a text, living or of a copy."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from commonweal.answers import key_factor_selectors
from commonweal.answers.models import Answer
from commonweal.answers.yjs import SCHEMA
from commonweal.frameworks.methods.document import EditionDocument

WORD_BUDGET = 600
"""Words an answer should not pass; about one page and a half."""


def editor_of(
    request: HttpRequest, answer: Answer, edition: EditionDocument, *, pages_url: str, text_url: str
) -> dict[str, Any]:
    """The values of the editor; ``pages_url`` answers how much room the text takes, ``text_url`` is the text's own."""
    user: Any = request.user
    community: Any = request.community  # type: ignore[attr-defined]
    return {
        "uid": str(answer.uid),
        "ws_path": f"/ws/answers/{answer.uid}/",
        "schema_version": SCHEMA.version,
        "figure_url_base": f"/c/{community.slug}/figures/",
        "figure_add_url": f"{text_url}figures/new/",
        "figure_places_url": f"{text_url}figures/",
        "kinds": key_factor_selectors.names_of_kinds(edition, get_language() or "en"),
        "pages_url": pages_url,
        "is_copy": answer.copy_id is not None,
        "person": {
            "uid": str(user.uid),
            "name": user.full_name,
            "initials": user.initials,
            "colour": user.avatar_class,
        },
    }
