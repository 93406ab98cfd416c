import pytest

from commonweal.accounts.methods.devices import Agent, agent_of

pytestmark = pytest.mark.any_database

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("header", "agent"),
    [
        (CHROME, Agent("Chrome", "Windows")),
        (f"{CHROME} Edg/140.0.0.0", Agent("Edge", "Windows")),
        (f"{CHROME} OPR/120.0.0.0", Agent("Opera", "Windows")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1.15", Agent("Safari", "Mac")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) CriOS/140.0 Mobile Safari/604.1", Agent("Chrome", "iPhone")),
        ("(Linux; Android 15) SamsungBrowser/28.0 Chrome/130.0 Safari/537.36", Agent("Samsung Internet", "Android")),
        ("", Agent("", "")),
        ("<script>alert(1)</script>", Agent("", "")),
    ],
)  # fmt: skip
def test_browser_and_system_are_named_as_people_know_them(header, agent):
    assert agent_of(header) == agent
