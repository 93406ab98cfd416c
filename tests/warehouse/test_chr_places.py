import pytest

from commonweal.warehouse.methods.chr_places import full_name_of


@pytest.mark.parametrize(
    ("fips", "name", "word", "full_name"),
    [
        ("01001", "Autauga", "County", "Autauga County"),
        ("22017", "Caddo", "Parish", "Caddo Parish"),
        ("22017", "Caddo", "County", "Caddo Parish"),
        ("02185", "North Slope", "County", "North Slope Borough"),
        ("51510", "Alexandria City", "County", "Alexandria City"),
        ("51036", "Charles City", "County", "Charles City County"),
        ("51095", "James City", "County", "James City County"),
        ("24510", "Baltimore City", "County", "Baltimore City"),
        ("02110", "Juneau", "Borough", "Juneau City and Borough"),
        ("02016", "Aleutians West", "Borough", "Aleutians West Census Area"),
        ("11001", "District of Columbia", "County", "District of Columbia"),
    ],
)
def test_full_name_says_what_kind_of_place_it_is(fips, name, word, full_name):
    assert full_name_of(fips, name, word) == full_name
