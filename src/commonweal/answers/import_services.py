"""Acts on an imported Profile: take a file or a pasted text, have it sorted, and put its pieces into answers.

Putting a piece in is writing like any other: open pages see it, and the history brings the text from before back.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from commonweal.accounts.models import User
from commonweal.answers import import_phrases, import_selectors, log, selectors, services
from commonweal.answers.choices import ImportState, PieceManner
from commonweal.answers.import_errors import FileRefused, PieceDecided, PieceStandsThere, PieceWrittenOver
from commonweal.answers.import_models import ImportPiece, ProfileImport
from commonweal.answers.methods import pasted
from commonweal.answers.methods.found import Found
from commonweal.answers.methods.projection import n_words, text_of
from commonweal.answers.methods.sorting import Piece, pieces_of
from commonweal.answers.methods.word_package import MOST_BYTES, NotReadable, WordFault, parts_of
from commonweal.answers.methods.word_prose import blocks_of
from commonweal.answers.models import Answer
from commonweal.communities.models import Community
from commonweal.frameworks import selectors as frameworks
from commonweal.kernel import events, files, jobs, nodes
from commonweal.kernel.models import Job, StoredFile
from commonweal.kernel.permissions import require
from commonweal.kernel.scopes import scope_of

PLAIN_TEXT = "text/plain"
WORD_TYPE = "application/octet-stream"
MOST_CHARACTERS = 400_000
"""Of a pasted text; fifty pages have a third of it."""
DECISION = ("answer", "manner", "event", "seq", "decided_by", "decided_at")
"""The fields of a piece that say what was decided about it."""


def request_file_reading(*, community: Community, content: bytes, name: str, by: User, now: datetime) -> Job:
    """Take a Word file and have the job process sort it; nothing is written yet.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
        FileRefused: if it is larger than any Profile.
    """
    require("communities.write_answers", by, community)
    if len(content) > MOST_BYTES:
        raise FileRefused(import_phrases.FAULTS[WordFault.TOO_LARGE])
    return _request(community, files.put(content, media_type=WORD_TYPE, name=name, by=by), by, now)


def request_text_reading(*, community: Community, text: str, by: User, now: datetime) -> Job:
    """Take a pasted text and have the job process sort it; nothing is written yet.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
        FileRefused: if it is longer than any Profile, or holds no words.
    """
    require("communities.write_answers", by, community)
    if len(text) > MOST_CHARACTERS:
        raise FileRefused(import_phrases.FAULTS[WordFault.TOO_LONG])
    if not n_words(text):
        raise FileRefused(import_phrases.FAULTS[WordFault.EMPTY])
    content = text.encode(errors="replace")
    return _request(community, files.put(content, media_type=PLAIN_TEXT, name=_("Pasted text"), by=by), by, now)


def read_import(*, import_id: int, language: str) -> ProfileImport:
    """Sort a text into pieces and keep them to be looked at. Job process only; safe to run twice.

    Raises:
        FileRefused: if the file is no Word file that can be read, or holds no words.
    """
    source = ProfileImport.objects.select_related("file", "community").get(pk=import_id)
    edition = frameworks.current_edition()
    pieces = pieces_of(_found(source.file, language), import_selectors.outline_of(edition))
    if not pieces:
        raise FileRefused(import_phrases.FAULTS[WordFault.EMPTY])
    with transaction.atomic():
        if ProfileImport.objects.filter(pk=source.pk, state=ImportState.READING).update(state=ImportState.READ):
            ImportPiece.objects.bulk_create(_rows(source, pieces))
    return source


@transaction.atomic
def place_piece(*, piece_id: int, ref: str, manner: PieceManner, by: User, now: datetime) -> ImportPiece:
    """Put a piece into the answer to a question.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
        NoSuchQuestion: if the Profile has no such question.
        PieceDecided: if somebody put it in already.
        DocumentRefused: if the answer would become too long.
        PieceStandsThere: if the answer reads just so already.
    """
    piece = _undecided(piece_id, by)
    answer = services.open_answer(community=piece.source.community, ref=ref, by=by)
    document = _joined(services.up_to_date(answer), piece, manner)
    before = log.locked([answer.pk])[answer.pk].last_seq
    written = services.write_document(answer_id=answer.pk, document=document, by=by, now=now)
    if written.last_seq == before:
        raise PieceStandsThere
    piece.answer, piece.manner, piece.seq = written, manner, written.last_seq
    piece.event = selectors.history_of(written).filter(by=by, at=now).first()
    piece.decided_by, piece.decided_at = by, now
    piece.save(update_fields=DECISION)
    told = {"answer": str(written.uid), "piece": piece.number, "manner": manner.value}
    events.record("profile_import.placed", piece.source.node, by=by, at=now, after=told)
    return piece


@transaction.atomic
def take_piece_back(*, piece_id: int, by: User, now: datetime) -> ImportPiece:
    """Take a piece out again, while nobody wrote in the answer since: it reads as it did before.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
        PieceDecided: if it stands nowhere.
        PieceWrittenOver: if somebody wrote in the answer since; its history brings any text back.
    """
    piece = _locked(piece_id, by)
    if piece.answer is None or piece.event is None:
        raise PieceDecided
    # Not its event: who goes on typing within the same few minutes makes no other one.
    if log.locked([piece.answer.pk])[piece.answer.pk].last_seq != piece.seq:
        raise PieceWrittenOver
    services.restore_version(answer_id=piece.answer.pk, event_uid=piece.event.uid, by=by, now=now)
    _open_again(piece)
    events.record("profile_import.taken_back", piece.source.node, by=by, at=now, after={"piece": piece.number})
    return piece


@transaction.atomic
def set_piece_aside(*, piece_id: int, is_aside: bool, by: User, now: datetime) -> ImportPiece:
    """Decide that a piece stays out, or think again.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
        PieceDecided: if it stands in an answer.
    """
    piece = _locked(piece_id, by)
    if piece.is_placed:
        raise PieceDecided
    piece.decided_by, piece.decided_at = (by, now) if is_aside else (None, None)
    piece.save(update_fields=["decided_by", "decided_at"])
    return piece


@transaction.atomic
def end_import(*, source: ProfileImport, by: User, now: datetime) -> None:
    """Put an import away. What was put into answers stays there.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
    """
    require("communities.write_answers", by, source.community)
    if ProfileImport.objects.filter(pk=source.pk).exclude(state=ImportState.ENDED).update(state=ImportState.ENDED):
        events.record("profile_import.ended", source.node, by=by, at=now)


@transaction.atomic
def _request(community: Community, stored: StoredFile, by: User, now: datetime) -> Job:
    source = ProfileImport(community=community, file=stored, given_by=by, given_at=now)
    source.node = nodes.create("profile-import", scope=scope_of(community), title={"en": stored.name}, owner=by)
    source.save()
    events.record("profile_import.given", source.node, by=by, at=now, after={"name": stored.name})
    return jobs.enqueue("answers.read_import", by=by, at=now, import_id=source.pk)


def _found(stored: StoredFile, language: str) -> Sequence[Found]:
    content = files.read(stored)
    if stored.media_type == PLAIN_TEXT:
        return pasted.blocks_of(content.decode(errors="replace"))
    with translation.override(language):
        picture = _("Picture")
    try:
        return blocks_of(parts_of(content), picture_word=picture)
    except NotReadable as refusal:
        raise FileRefused(import_phrases.FAULTS[refusal.fault]) from refusal


def _rows(source: ProfileImport, pieces: Sequence[Piece]) -> list[ImportPiece]:
    return [
        ImportPiece(
            source=source, number=number, heading=piece.heading[:300], ref=piece.ref, confidence=piece.confidence.value,
            reason=piece.reason.value, document=piece.document, n_words=piece.n_words, first_block=piece.first,
        )
        for number, piece in enumerate(pieces, start=1)
    ]  # fmt: skip


def _joined(answer: Answer, piece: ImportPiece, manner: PieceManner) -> dict[str, Any]:
    """What the answer will hold. An empty one has nothing to keep."""
    found: dict[str, Any] = piece.document
    if manner == PieceManner.REPLACE or not text_of(answer.document or {"type": "doc"}).strip():
        return found
    return {**answer.document, "content": [*answer.document["content"], *found["content"]]}


def _locked(piece_id: int, by: User) -> ImportPiece:
    rows = ImportPiece.objects.select_for_update(of=("self",)).select_related("source__community", "source__node")
    piece = rows.get(pk=piece_id)
    require("communities.write_answers", by, piece.source.community)
    return piece


def _undecided(piece_id: int, by: User) -> ImportPiece:
    piece = _locked(piece_id, by)
    if piece.is_placed:
        raise PieceDecided
    return piece


def _open_again(piece: ImportPiece) -> None:
    piece.answer = piece.event = piece.seq = piece.decided_by = piece.decided_at = None
    piece.manner = ""
    piece.save(update_fields=DECISION)
