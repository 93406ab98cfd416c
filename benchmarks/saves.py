"""What it costs to save what somebody typed: a keystroke, and the text drawn for readers."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.clock import cpu_ms
from benchmarks.figures import Figure
from commonweal.answers import log, store
from commonweal.answers.models import Answer

SAVE_MS = 15
SAVE_QUERIES = 8


def figures() -> Iterator[Figure]:
    """CPU and queries of one save of the longest answer of the worked example, with and without its text."""
    answer = max(Answer.objects.all(), key=lambda one: len(one.text))
    for title, with_text in (("a keystroke", False), ("a keystroke and the text for readers", True)):
        save = _saver(answer, with_text=with_text)
        with CaptureQueriesContext(connection) as queries:
            save()
        counted = [one for one in queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
        yield Figure(f"Save: {title}, queries", len(counted), "queries", goal=SAVE_QUERIES)
        yield Figure(f"Save: {title}, CPU", cpu_ms(save), "ms", goal=SAVE_MS)


def _saver(answer: Answer, *, with_text: bool) -> Callable[[], None]:
    """A function that stores one more keystroke, as the writer to the database of a web process does."""
    replica, by = log.replica_of(answer.pk), answer.community.memberships.earliest("pk").user
    keys = itertools.cycle("commonweal ")
    written: dict[str, Any] = replica.document()
    before, seen = replica.document(), [answer.last_seq]

    def save() -> None:
        paragraph = {"type": "paragraph", "content": [{"type": "text", "text": next(keys)}]}
        written["content"] = [*written["content"][:40], paragraph]
        one = store.Contribution(by=by, update=replica.rewrite(written), at=timezone.now(), before=before)
        batch = store.Batch(answer.pk, (one,), seen[-1], written if with_text else None)
        seen.append(store.commit([batch])[answer.pk].last_seq)

    return save
