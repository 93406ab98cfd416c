import pytest
from django.db import IntegrityError, transaction

from commonweal.frameworks import services
from commonweal.frameworks.models import Edition
from commonweal.kernel import nodes

HASH = "a" * 64


def make(now, **fields):
    node = nodes.create("edition", scope="installation", title={"en": "x"})
    return Edition.objects.create(
        **{"node": node, "slug": "x", "edition": "1", "document": "{}", "sha256": HASH, "loaded_at": now} | fields
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second", "constraint"),
    [
        ({}, {}, "edition_once_per_framework"),
        ({"is_current": True}, {"is_current": True, "edition": "2"}, "edition_one_current"),
        ({}, {"edition": "2", "sha256": "A" * 64}, "edition_sha256_is_a_hash"),
    ],
)
def test_the_database_refuses(now, first, second, constraint):
    make(now, **first)
    with pytest.raises(IntegrityError, match=rf"{constraint}|is_current|slug"), transaction.atomic():
        make(now, **second)


@pytest.mark.django_db
def test_an_edition_reads_as_its_name(now):
    services.load_shipped_content(now=now)
    names = {str(edition) for edition in Edition.objects.all()}
    assert names == {"community-excellence 2026", "community-excellence-builder 2018"}
