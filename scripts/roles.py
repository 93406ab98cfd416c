"""Writes ``docs/reference/roles.md`` from the table of roles: ``python -m scripts.roles``. A test compares them."""

import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reference" / "roles.md"
HEAD = """# What each role may do

Written by `python -m scripts.roles` from `communities.rules.PERMISSIONS`; do not edit it by hand, a test compares
them. The page *What each role may do* below People shows the same table in the reader's language. What a person must
be beside their role, such as the writer of a comment, stands in [names](names.md).

"""


def text() -> str:
    """The page as it should be. Needs Django to be set up."""
    from commonweal.communities.enums import Role  # noqa: PLC0415 -- app ready
    from commonweal.communities.rules import IN_ARCHIVE, PERMISSIONS  # noqa: PLC0415 -- app ready

    roles = (Role.READER, Role.WRITER, Role.LEAD)
    lines = ["| Permission | May | " + " | ".join(role.value for role in roles) + " | in an archived community |"]
    lines.append("|---|---|" + "---|" * (len(roles) + 1))
    for name, says in PERMISSIONS[Role.LEAD].items():
        marks = ["yes" if name in PERMISSIONS[role] else "" for role in roles]
        kept = "yes" if name in IN_ARCHIVE else ""
        lines.append(f"| `{name}` | {str(says).lower()[:1]}{str(says)[1:]} | {' | '.join(marks)} | {kept} |")
    return HEAD + "\n".join(lines) + "\n"


def main() -> int:
    """Write the page."""
    from commonweal.site.boot import set_up_django  # noqa: PLC0415 -- app ready

    set_up_django()
    TARGET.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
