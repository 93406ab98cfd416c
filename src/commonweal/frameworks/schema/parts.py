"""The parts that every content file is made of. Keys not described are kept and not looked at."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from commonweal.frameworks.methods.refs import is_ref

LANGUAGE_CODE = r"^[a-z]{2,3}(-[a-z0-9]{2,8})?$"


class Part(BaseModel):
    """A mapping whose described keys are checked strictly: no text for numbers, no numbers for text."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)


def _is_in_all_languages(words: Mapping[str, str], info: ValidationInfo) -> Mapping[str, str]:
    languages = (info.context or {}).get("languages", ("en",))
    for language in ("en", *languages):
        if language not in words:
            raise PydanticCustomError("language_missing", "has no words in {language}", {"language": f'"{language}"'})
    return words


def _has_form_of_ref(text: str) -> str:
    if not is_ref(text):
        raise PydanticCustomError("ref_form", "{text} is not a ref such as P.1a(1), 1.1a or 1.1(2)", {"text": text})
    return text


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_CODE)]
Text = Annotated[dict[Language, Words], AfterValidator(_is_in_all_languages)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=60)]
Ref = Annotated[str, AfterValidator(_has_form_of_ref)]
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Count = Annotated[int, Field(ge=0)]
Percent = Annotated[int, Field(ge=0, le=100)]


class Provenance(Part):
    """Text with up to three more keys; ``redistribute`` says whether the wording may leave the copy."""

    en: Words
    redistribute: bool = True
    owner: Words | None = None
    license: Words | None = None

    @model_validator(mode="after")
    def _is_translated(self, info: ValidationInfo) -> Self:
        _is_in_all_languages({"en": self.en, **(self.model_extra or {})}, info)
        return self


class Named(Part):
    """An entry of a vocabulary."""

    id: Identifier
    name: Text
    meaning: Text | None = None


class Rule(Part):
    id: Identifier
    text: Text


class EditionKey(Part):
    """Which edition of which framework."""

    id: Identifier
    edition: Identifier
