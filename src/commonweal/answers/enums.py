from enum import IntEnum, StrEnum


class Refusal(StrEnum):
    """Why a change of a writer was not stored; the codes of the wire protocol."""

    VIEWER = "viewer"
    SCHEMA = "schema"
    SIZE = "size"
    MALFORMED = "malformed"
    ROLE = "role"
    SLOW = "slow"
    MANY = "many"


class Outcome(StrEnum):
    """What became of a suggestion."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class CloseCode(IntEnum):
    """Why the server closed a socket. 4400 to 4499 belong to the application."""

    MALFORMED = 4400
    SIGNED_OUT = 4401
    ROLE = 4403
    NOT_FOUND = 4404
    SLOW = 4408
    SIZE = 4413
    SCHEMA = 4422
    MANY = 4429


CLOSE_CODES = {
    Refusal.VIEWER: CloseCode.ROLE,
    Refusal.SCHEMA: CloseCode.SCHEMA,
    Refusal.SIZE: CloseCode.SIZE,
    Refusal.MALFORMED: CloseCode.MALFORMED,
    Refusal.ROLE: CloseCode.ROLE,
    Refusal.SLOW: CloseCode.SLOW,
    Refusal.MANY: CloseCode.MANY,
}
"""The code with which a fatal refusal closes the socket."""


class AnswerState(StrEnum):
    """How far an answer is."""

    EMPTY = "empty"
    DRAFT = "draft"
    REVIEW = "review"
    AGREED = "agreed"
