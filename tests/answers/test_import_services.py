"""Taking in a Profile that was written elsewhere, and putting its pieces into answers."""

from datetime import timedelta

import pytest

from commonweal.answers import document_services, import_services, log, selectors, services, store
from commonweal.answers.choices import ImportState, PieceManner, ProfileForm
from commonweal.answers.import_errors import FileRefused, PieceDecided, PieceStandsThere, PieceWrittenOver
from commonweal.answers.import_models import ImportPiece, ProfileImport
from commonweal.answers.models import Answer
from commonweal.answers.store import Batch, Contribution
from commonweal.kernel import files
from commonweal.kernel.enums import JobState
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event, Job, StoredFile
from tests.answers.conftest import REF, document_of
from tests.answers.word_files import line, word_file

TEXT = "A word before.\n\nP.1a(1) Place\n\nBetween two rivers.\n\nP.1a(3)\n\nFamilies first.\n\nP.1(b)\n\nWho knows?"


def _paragraph(*texts: dict) -> dict:
    return {"type": "paragraph", "content": list(texts)}


RICH = {
    "type": "doc",
    "content": [
        _paragraph({"type": "text", "text": "We are "}, {"type": "text", "text": "here", "marks": [{"type": "bold"}]}),
        {"type": "heading", "attrs": {"level": 3}, "content": [{"type": "text", "text": "Rivers"}]},
        {
            "type": "bulletList",
            "content": [{"type": "listItem", "content": [_paragraph({"type": "text", "text": "one"})]}],
        },
    ],
}


@pytest.fixture
def read(scene, now, django_capture_on_commit_callbacks):
    """Give a text or a file and let the job process sort it."""

    def read(text: str = TEXT, content: bytes = b"") -> Job:
        about = {"community": scene.community, "by": scene.writer, "now": now}
        with django_capture_on_commit_callbacks(execute=True):
            if content:
                job = import_services.request_file_reading(content=content, name="Profile.docx", **about)
            else:
                job = import_services.request_text_reading(text=text, **about)
        return Job.objects.get(pk=job.pk)

    return read


def place(scene, now, number=2, manner=PieceManner.APPEND, ref=REF):
    piece = ImportPiece.objects.get(number=number)
    return import_services.place_piece(piece_id=piece.pk, ref=ref, manner=manner, by=scene.writer, now=now)


def text_in(ref):
    return services.up_to_date(Answer.objects.get(ref=ref)).text


def test_a_text_is_sorted_and_nothing_is_written(scene, read):
    job = read()
    assert job.state == JobState.DONE
    assert job.result["next"].endswith(f"/profile/import/{ProfileImport.objects.get().uid}/")
    told = [(piece.ref, piece.confidence, piece.n_words) for piece in ImportPiece.objects.order_by("number")]
    assert told == [("", "none", 3), ("P.1a(1)", "sure", 3), ("P.1a(3)", "sure", 2), ("", "none", 2)]
    assert text_in(REF) == ""


def test_a_word_file_is_sorted(read):
    assert read(content=word_file(line("P.1(a)(1)", "Kop1") + line("Between rivers."))).state == JobState.DONE
    assert ImportPiece.objects.get().ref == REF


def test_a_file_that_cannot_be_read_says_so_and_leaves_nothing(read):
    job = read(content=b"%PDF-1.7")
    assert (job.state, job.error.partition(".")[0]) == (JobState.FAILED, "This is no Word file (")
    assert ImportPiece.objects.count() == 0


def test_reading_twice_sorts_once(read):
    read()
    import_services.read_import(import_id=ProfileImport.objects.get().pk, language="en")
    assert ImportPiece.objects.count() == 4


@pytest.mark.parametrize("text", ["  \n ", "x " * 300_000])
def test_a_text_without_words_or_end_is_refused_at_once(scene, now, text):
    with pytest.raises(FileRefused):
        import_services.request_text_reading(text=text, community=scene.community, by=scene.writer, now=now)


def test_a_piece_goes_into_an_empty_answer(scene, read, now):
    read()
    piece = place(scene, now)
    assert text_in(REF) == "Between two rivers."
    assert (piece.answer.ref, piece.event.verb, piece.decided_by) == (REF, "answer.edited", scene.writer)
    assert Event.objects.filter(verb="profile_import.placed").count() == 1


def test_a_piece_goes_behind_what_is_there_or_instead_of_it(scene, read, now):
    scene.write("There already.", now=now)
    read()
    place(scene, now.replace(hour=16), manner=PieceManner.APPEND)
    assert text_in(REF) == "There already.\nBetween two rivers."
    place(scene, now.replace(hour=17), number=3, manner=PieceManner.REPLACE)
    assert text_in(REF) == "Families first."


def test_a_piece_may_go_where_a_person_says(scene, read, now):
    read()
    place(scene, now, number=4, ref="P.2c(1)")
    assert text_in("P.2c(1)") == "Who knows?"


def test_a_piece_is_put_in_once(scene, read, now):
    read()
    place(scene, now)
    with pytest.raises(PieceDecided):
        place(scene, now.replace(hour=16))
    assert text_in(REF) == "Between two rivers."


def test_a_piece_can_be_taken_out_again(scene, read, now):
    scene.write("There already.", now=now)
    read()
    piece = place(scene, now.replace(hour=16), manner=PieceManner.REPLACE)
    import_services.take_piece_back(piece_id=piece.pk, by=scene.writer, now=now.replace(hour=17))
    assert text_in(REF) == "There already."
    assert ImportPiece.objects.get(pk=piece.pk).is_placed is False


def test_a_piece_under_newer_words_is_not_taken_out(scene, read, now):
    read()
    piece = place(scene, now)
    scene.write("Written since.", now=now.replace(hour=18), by=scene.lead)
    with pytest.raises(PieceWrittenOver):
        import_services.take_piece_back(piece_id=piece.pk, by=scene.writer, now=now.replace(hour=19))
    assert text_in(REF) == "Written since."


def test_a_piece_stays_when_its_own_writer_typed_on_in_the_same_minutes(scene, read, now):
    """Typing on makes no event of its own within five minutes: the newest event is still the piece's."""
    read()
    piece = place(scene, now)
    later = now + timedelta(minutes=1)
    doc = log.replica_of(piece.answer_id)
    known = selectors.history_of(piece.answer).count()
    typed = Contribution(scene.writer, doc.rewrite(document_of("Between two rivers.", "And hills.")), later, before={})
    store.commit([Batch(piece.answer_id, (typed,), piece.answer.last_seq, None)])
    assert selectors.history_of(piece.answer).count() == known
    with pytest.raises(PieceWrittenOver):
        import_services.take_piece_back(piece_id=piece.pk, by=scene.writer, now=later)
    assert text_in(REF) == "Between two rivers.\nAnd hills."
    assert ImportPiece.objects.get(pk=piece.pk).is_placed


def test_a_piece_that_stands_there_already_waits(scene, read, now):
    scene.write("Between two rivers.", now=now)
    read()
    n_events = Event.objects.count()
    with pytest.raises(PieceStandsThere):
        place(scene, now.replace(hour=16), manner=PieceManner.REPLACE)
    piece = ImportPiece.objects.get(number=2)
    assert (piece.is_placed, piece.is_set_aside, Event.objects.count()) == (False, False, n_events)


def test_a_piece_can_be_set_aside_and_brought_back(scene, read, now):
    read()
    piece = ImportPiece.objects.get(number=1)
    for is_aside in (True, False):
        import_services.set_piece_aside(piece_id=piece.pk, is_aside=is_aside, by=scene.writer, now=now)
        assert ImportPiece.objects.get(pk=piece.pk).is_set_aside is is_aside


def test_readers_bring_nothing_in(scene, read, now):
    read()
    source, piece = ProfileImport.objects.get(), ImportPiece.objects.get(number=2)
    about = {"by": scene.reader, "now": now}
    acts = [
        lambda: import_services.request_text_reading(text="x", community=scene.community, **about),
        lambda: import_services.request_file_reading(content=b"x", name="x", community=scene.community, **about),
        lambda: import_services.place_piece(piece_id=piece.pk, ref=REF, manner=PieceManner.APPEND, **about),
        lambda: import_services.set_piece_aside(piece_id=piece.pk, is_aside=True, **about),
        lambda: import_services.take_piece_back(piece_id=piece.pk, **about),
        lambda: import_services.end_import(source=source, **about),
    ]
    for act in acts:
        with pytest.raises(NotPermitted):
            act()


def test_an_import_is_put_away_once(scene, read, now):
    read()
    source = ProfileImport.objects.get()
    for _ in range(2):
        import_services.end_import(source=source, by=scene.writer, now=now)
    assert ProfileImport.objects.get().state == ImportState.ENDED
    assert Event.objects.filter(verb="profile_import.ended").count() == 1


def test_our_own_word_file_comes_back_to_its_questions(scene, read, now, django_capture_on_commit_callbacks):
    services.write_document(answer_id=scene.answer.pk, document=RICH, by=scene.writer, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        job = document_services.request_profile(
            community=scene.community, form=ProfileForm.WORD, language="es", by=scene.writer, now=now
        )
    stored = StoredFile.objects.get(uid=Job.objects.get(pk=job.pk).result["file"])
    read(content=files.read(stored))
    [piece] = ImportPiece.objects.exclude(ref="")
    assert (piece.ref, piece.confidence) == (REF, "sure")
    assert piece.document == RICH
