import pytest
from django.utils.html import escape
from django_tasks_db.models import DBTaskResult

from commonweal.accounts.models import User
from commonweal.kernel import erasure, events, files, links, nodes
from commonweal.kernel.enums import MailKind, MailState
from commonweal.kernel.methods.traces import without
from commonweal.kernel.models import Event, Job, Link, Mail, Node, StoredFile
from tests.kernel.traces import traces_of

pytestmark = pytest.mark.django_db

NAME, EMAIL = "Ana O’Quetzal-Müller", "Ana.Quetzal@example.org"
IN_MAIL = f"Ask {NAME} <{EMAIL}>"


@pytest.fixture
def ana(monkeypatch):
    """Somebody, and a stand-in for what the account forgets."""

    def forget_account(person, at):
        User.objects.filter(pk=person.pk).update(full_name="…", email=f"{person.uid}@erased.invalid")

    monkeypatch.setattr(erasure, "_erasers", [forget_account])
    return User.objects.create_user(EMAIL, NAME)


def mail(now, **fields):
    given = {"to": "ben@example.org", "subject": IN_MAIL, "text": IN_MAIL, "html": escape(IN_MAIL), "language": "en"}
    given |= {"template": "x", "kind": MailKind.BULK, "state": MailState.HELD, "asked_at": now}
    return Mail.objects.create(**given | fields)


def leave_traces(ana, now):
    """Everything the kernel keeps, with Ana in every place where a careless caller could put her."""
    node = nodes.create("version", scope="community:a", title={"en": f"Version of {NAME}"}, owner=ana)
    other = nodes.create("measure", scope="community:a", title={"en": "Adult obesity"})
    links.connect(node, "cites", other, by=ana, at=now)
    events.record(
        "member.added", node, by=ana, at=now, before=[EMAIL.upper()], after={"deep": [{"name": NAME}], NAME: 1}
    )
    files.put(b"png", media_type="image/png", name=f"{NAME}.png", by=ana)
    Job.objects.create(name="test.work", asked_by=ana, asked_at=now)
    Job.objects.create(name="accounts.mail_link", asked_at=now, arguments={"email": EMAIL.lower()})
    Job.objects.create(name="test.work", asked_at=now, message=f"Writing to {NAME}", error=EMAIL)
    DBTaskResult.objects.create(args_kwargs={}, task_path="x", backend_name="default", run_after=now, traceback=EMAIL)
    mail(now, to=EMAIL.lower(), asked_by=ana)
    mail(now, asked_by=ana, released_by=ana)
    mail(now, kind=MailKind.SINGLE, state=MailState.SENT, released_at=now, ended_at=now)


def test_no_trace_of_an_erased_person_remains_in_any_text_column(ana, now):
    leave_traces(ana, now)
    assert len(traces_of([NAME, EMAIL])) >= 14
    erasure.erase_person(ana, at=now)
    assert traces_of([NAME, EMAIL, escape(NAME)]) == []


def test_what_was_done_stays_without_who_did_it(ana, now):
    leave_traces(ana, now)
    erasure.erase_person(ana, at=now)
    assert [model.objects.filter(by=None).count() for model in (Event, Link, StoredFile)] == [1, 1, 1]
    assert not Node.objects.filter(owner=ana).exists()
    event = Event.objects.get()
    assert (event.verb, event.before, event.after) == ("member.added", ["…"], {"deep": [{"name": "…"}], "…": 1})


def test_mail_to_an_erased_person_never_leaves_and_others_get_theirs(ana, now):
    leave_traces(ana, now)
    erasure.erase_person(ana, at=now)
    assert [(one.to, one.text) for one in Mail.objects.filter(state=MailState.HELD)] == [
        ("ben@example.org", "Ask … <…>")
    ]


def test_others_are_left_as_they_were(ana, now):
    ben = User.objects.create_user("ben.ana.quetzal@example.org", "Ben O’Quetzal")
    node = nodes.create("answer", scope="community:a", title={"en": "Ben O’Quetzal"}, owner=ben)
    Job.objects.create(name="test.work", asked_by=ben, asked_at=now, arguments={"email": ben.email})
    erasure.erase_person(ana, at=now)
    node.refresh_from_db()
    job = Job.objects.get(name="test.work")
    assert (node.title, node.owner, job.arguments) == ({"en": "Ben O’Quetzal"}, ben, {"email": ben.email})


def test_erasure_is_all_or_nothing(ana, now):
    leave_traces(ana, now)
    before = traces_of([NAME, EMAIL])

    def fail(person, at):
        raise RuntimeError("not yet")

    erasure.eraser(fail)
    with pytest.raises(RuntimeError, match="not yet"):
        erasure.erase_person(ana, at=now)
    assert traces_of([NAME, EMAIL]) == before


def test_account_is_forgotten_last(ana, now):
    seen = []
    erasure.eraser(lambda person, at: seen.append(User.objects.get(pk=person.pk).full_name))
    erasure.erase_person(ana, at=now)
    assert seen == [NAME]


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("value", "cleaned"),
    [
        ("Will", "…"),
        ("Will County", "Will County"),
        (["Will", {"Will": 3}], ["…", {"…": 3}]),
        ({"kind": "will"}, {"kind": "will"}),
        (7, 7),
        (None, None),
    ],
)
def test_name_of_one_word_is_taken_out_only_where_it_is_the_whole_text(value, cleaned):
    assert without(value, ["Will"]) == cleaned


@pytest.mark.any_database
@pytest.mark.parametrize("name", ["role", "reader", "member", "is one"])
def test_name_that_is_a_word_of_the_software_takes_nothing_out(name):
    told = {"role": "reader", "person": "member", "text": "this is one of them"}
    assert without(told, [name]) == told


@pytest.mark.any_database
def test_address_within_another_address_is_left():
    assert without("joanna@example.org or anna@example.org.", ["anna@example.org"]) == "joanna@example.org or …."
