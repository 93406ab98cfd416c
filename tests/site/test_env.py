import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from commonweal.site import env


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_nothing_set_gives_a_local_installation_on_sqlite(data):
    environment = env.read({"COMMONWEAL_DATA": str(data)})
    assert environment.database == {"ENGINE": "django.db.backends.sqlite3", "NAME": str(data / "commonweal.sqlite3")}
    assert (environment.url, environment.is_https, environment.host) == ("http://127.0.0.1:8000", False, "127.0.0.1")
    assert environment.email["EMAIL_FILE_PATH"] == str(data / "mail")


def test_secret_is_made_once_and_readable_by_its_owner_only(data):
    first = env.read({"COMMONWEAL_DATA": str(data)}).secret_key
    assert env.read({"COMMONWEAL_DATA": str(data)}).secret_key == first
    assert len(first) >= 50
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in data.iterdir()] == ["secret-key"]


def test_postgres_address_is_taken_apart(data):
    address = "postgres://ana:s3cret@db.example:5433/cw"
    database = env.read({"COMMONWEAL_DATA": str(data), "COMMONWEAL_DATABASE_URL": address}).database
    assert (database["ENGINE"], database["HOST"], database["PORT"]) == (
        "django.db.backends.postgresql",
        "db.example",
        5433,
    )


def test_mail_server_address_is_taken_apart(data):
    address = "smtp+tls://name:secret@mail.example:587"
    email = env.read({"COMMONWEAL_DATA": str(data), "COMMONWEAL_EMAIL_URL": address}).email
    assert (email["EMAIL_HOST"], email["EMAIL_USE_TLS"]) == ("mail.example", True)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"COMMONWEAL_DATABSE_URL": "x"}, "COMMONWEAL_DATABSE_URL is not a setting."),
        ({"COMMONWEAL_DATABASE_URL": "mysql://x/y"}, "must begin with postgres:// or sqlite:///"),
        ({"COMMONWEAL_DATABASE_POOL": "4"}, "COMMONWEAL_DATABASE_POOL is for PostgreSQL"),
        ({"COMMONWEAL_URL": "commonweal.example"}, "must be a whole address"),
        ({"COMMONWEAL_URL": "https://commonweal.example"}, "COMMONWEAL_TRUSTED_PROXIES=1"),
        ({"COMMONWEAL_TRUSTED_PROXIES": "one"}, "must be a whole number of at least 0, not 'one'."),
        ({"COMMONWEAL_PAGE_THREADS": "0"}, "must be a whole number of at least 1, not '0'."),
        ({"COMMONWEAL_SECRET_KEY": "short"}, "must have 50 characters or more"),
        ({"COMMONWEAL_REDIS_URL": "localhost"}, "must begin with redis://"),
        ({"COMMONWEAL_EMAIL_URL": "mail.example"}, "must name a mail server"),
        ({"COMMONWEAL_LOG_LEVEL": "loud"}, "must be one of DEBUG, ERROR, INFO, WARNING"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(data, variables, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.read({"COMMONWEAL_DATA": str(data), **variables})
    assert sentence in str(refusal.value)


def test_data_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ImproperlyConfigured, match=r"Choose another with COMMONWEAL_DATA|cannot be read"):
        env.read({"COMMONWEAL_DATA": str(tmp_path / "file")})
