import pytest

from commonweal.frameworks import usage

pytestmark = pytest.mark.any_database


def test_an_edition_is_in_use_if_any_package_says_so(monkeypatch):
    monkeypatch.setattr(usage, "_askers", [])
    assert not usage.is_in_use("x", "1")
    usage.register(lambda *_edition: False)
    usage.register(lambda slug, edition: (slug, edition) == ("x", "1"))
    assert (usage.is_in_use("x", "1"), usage.is_in_use("x", "2")) == (True, False)
