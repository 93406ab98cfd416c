"""The management commands behind ``commonweal``, with people, roles and files."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from commonweal.accounts.models import User
from commonweal.communities.enums import Role
from commonweal.communities.services import found_community
from commonweal.kernel.models import Event
from commonweal.site import exits
from commonweal.site.management.base import NotReady

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(now):
    lead = User.objects.create_user("lead@example.org", "Lena Lead")
    return found_community(
        slug="prairie-bend", name="Prairie Bend", lead=lead, languages=["en"], time_zone="America/Chicago", now=now
    )


def test_person_is_added_without_a_password(capsys):
    call_command("add_user", "ana@example.org", "Ana Reyes", "--language", "es")
    person = User.objects.get(email="ana@example.org")
    assert (person.full_name, person.language, person.has_usable_password()) == ("Ana Reyes", "es", False)
    assert "Next: commonweal user role ana@example.org COMMUNITY ROLE" in capsys.readouterr().out


def test_an_operator_is_made_only_when_asked_for(capsys):
    call_command("add_user", "otto@example.org", "Otto Operator", "--operator")
    call_command("add_user", "ana@example.org", "Ana Reyes")
    assert list(User.objects.filter(is_superuser=True).values_list("email", flat=True)) == ["otto@example.org"]
    assert "They run this installation." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("not-an-address", "not-an-address is not an e-mail address. Nobody was added."),
        ("LEAD@example.org", "A person with the address LEAD@example.org is there already. Nothing was changed."),
    ],
)
def test_wrong_or_taken_address_is_refused(community, email, sentence):
    with pytest.raises(CommandError, match=re.escape(sentence)):
        call_command("add_user", email, "Ana Reyes")
    assert User.objects.count() == 1


def test_operator_gives_a_role_and_history_shows_it(community, capsys):
    User.objects.create_user("ana@example.org", "Ana Reyes")
    call_command("set_role", "ana@example.org", "prairie-bend", "writer")
    assert community.memberships.get(user__email="ana@example.org").role == Role.WRITER
    assert Event.objects.filter(verb="member.appointed", node=community.node, by=None).count() == 1
    assert capsys.readouterr().out == "Ana Reyes is writer in Prairie Bend.\n"


def test_last_lead_stays_lead(community):
    with pytest.raises(CommandError, match="A community needs at least one lead"):
        call_command("set_role", "lead@example.org", "prairie-bend", "reader")
    assert community.memberships.get().role == Role.LEAD


@pytest.mark.parametrize(
    ("email", "slug", "sentence"),
    [
        ("who@example.org", "prairie-bend", "Nobody who may sign in has the address who@example.org."),
        ("lead@example.org", "elsewhere", "There is no community elsewhere. There are: prairie-bend."),
    ],
)
def test_unknown_names_say_how_to_find_the_known_ones(community, email, slug, sentence):
    with pytest.raises(CommandError, match=re.escape(sentence)):
        call_command("set_role", email, slug, "reader")


def test_list_shows_people_with_their_roles(community, capsys):
    User.objects.create_user("ana@example.org", "Ana Reyes")
    call_command("list_users")
    assert capsys.readouterr().out.splitlines() == [
        "ana@example.org  Ana Reyes  (no community)",
        "lead@example.org  Lena Lead  prairie-bend: lead",
    ]


def test_link_stands_alone_on_the_standard_output_and_signs_in(community, client, settings, capsys):
    call_command("make_sign_in_link", "lead@example.org")
    printed = capsys.readouterr()
    path = printed.out.removeprefix(settings.SITE_URL).strip()
    assert client.post(path).status_code == 302
    assert "_auth_user_id" in client.session
    assert "For Lena Lead, once, within 20 minutes." in printed.err


def test_missing_workbook_is_named(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_data", str(tmp_path / "no.xlsx"))


def test_refused_workbook_is_a_sentence(tmp_path):
    (tmp_path / "wrong.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(CommandError) as refusal:
        call_command("import_data", str(tmp_path / "wrong.xlsx"))
    assert refusal.value.returncode == exits.REFUSED
    assert str(refusal.value)


def test_faults_of_an_edition_are_listed_with_their_lines(tmp_path, capsys):
    (tmp_path / "edition.yaml").write_text("kind: framework\nid: [")
    with pytest.raises(CommandError, match=r"\d+ fault\(s\)\. Nothing was loaded\."):
        call_command("validate_framework", str(tmp_path / "edition.yaml"))
    assert re.search(r"edition\.yaml:\d+: ", capsys.readouterr().out)


def test_shipped_editions_have_no_faults(capsys):
    import commonweal.frameworks

    call_command("validate_framework", str(Path(commonweal.frameworks.__file__).parent / "content" / "framework"))
    assert capsys.readouterr().out == "No faults.\n"


def test_second_update_has_nothing_to_migrate(capsys):
    call_command("bring_up_to_date")
    first = capsys.readouterr().out
    call_command("bring_up_to_date")
    assert capsys.readouterr().out == first
    assert "Database: up to date, nothing to migrate." in first


def test_command_on_an_old_database_says_what_to_run(monkeypatch):
    from commonweal.site import readiness

    monkeypatch.setattr(readiness, "migrations_fault", lambda: "Behind. Run: commonweal migrate")
    with pytest.raises(NotReady, match="Run: commonweal migrate") as refusal:
        call_command("list_users")
    assert refusal.value.returncode == exits.NOT_READY


def test_community_is_founded_with_a_new_lead(capsys):
    call_command("create_community", "Adams County", "--lead", "ana@example.org", "--lead-name", "Ana Reyes")
    lead = User.objects.get(email="ana@example.org")
    founded = lead.memberships.get().community
    assert (founded.slug, founded.name, founded.languages) == ("adams-county", "Adams County", ["en", "es"])
    assert lead.memberships.get().role == Role.LEAD
    assert "Next: commonweal user link ana@example.org" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["Prairie Bend", "--lead", "lead@example.org"], "Another community has this address. Nothing was founded."),
        (["Adams", "--lead", "nobody@example.org"], "Nobody has the address nobody@example.org yet."),
        (["Adams", "--lead", "nobody"], "nobody is not an e-mail address. Nothing was founded."),
        (["???", "--lead", "lead@example.org"], "The name has no letter that an address can hold."),
    ],
)
def test_community_that_cannot_be_founded_leaves_nothing(community, arguments, sentence):
    with pytest.raises(CommandError, match=re.escape(sentence)):
        call_command("create_community", *arguments)
    assert (User.objects.count(), type(community).objects.count()) == (1, 1)
