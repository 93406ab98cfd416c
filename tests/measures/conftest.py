import pytest

from commonweal.communities.enums import Role
from commonweal.measures import catalogue_services, services
from tests.factories.people import join, make_community, make_person
from tests.factories.workbooks import workbook_bytes


@pytest.fixture
def lead(db):
    return make_person("Lena Lead")


@pytest.fixture
def community(lead):
    return make_community(lead=lead)


@pytest.fixture
def reader(community):
    person = make_person("Rita Reader")
    join(community, person, Role.READER)
    return person


@pytest.fixture
def catalogue(db, now):
    catalogue_services.load_catalogue(now=now)


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "oxbow.xlsx"
    path.write_bytes(workbook_bytes())
    return path


@pytest.fixture
def release(catalogue, community, workbook, lead, now):
    """The tiny workbook, imported for the community."""
    return services.import_file(file=workbook, by=lead, now=now, community=community)


@pytest.fixture
def home(release, community, lead, now, django_capture_on_commit_callbacks):
    """Prairie Bend County, chosen as home, with its figures copied."""
    place = release.places.get(fips="99001")
    with django_capture_on_commit_callbacks(execute=True):
        services.choose_place(community=community, place=place, by=lead, now=now, is_home=True)
    return place
