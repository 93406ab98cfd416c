"""Who may do what with an answer. Predicates are facts about a person and an answer of a community."""

from typing import TYPE_CHECKING

import rules

from commonweal.communities.rules import is_lead, is_writer

if TYPE_CHECKING:
    from commonweal.accounts.models import User
    from commonweal.answers.models import Answer


@rules.predicate
def leads_the_answer(user: "User", answer: "Answer") -> bool:
    return bool(is_lead(user, answer.community))


@rules.predicate
def writes_the_answer(user: "User", answer: "Answer") -> bool:
    return bool(is_writer(user, answer.community))


rules.add_perm("answers.assign", leads_the_answer)
rules.add_perm("answers.take", writes_the_answer)
