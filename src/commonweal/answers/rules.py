"""Who may do what with an answer. Predicates are facts about a person and an answer of a community."""

from typing import TYPE_CHECKING

import rules

from commonweal.communities.rules import is_lead, is_member, is_writer

if TYPE_CHECKING:
    from commonweal.accounts.models import User
    from commonweal.answers.models import Answer, Comment, GroupReview


@rules.predicate
def leads_the_answer(user: "User", answer: "Answer") -> bool:
    return bool(is_lead(user, answer.community))


@rules.predicate
def writes_the_answer(user: "User", answer: "Answer") -> bool:
    return bool(is_writer(user, answer.community))


@rules.predicate
def is_asked(user: "User", review: "GroupReview") -> bool:
    """One query: services ask once, pages look at the voices they have."""
    asked = review.agreements.filter(user_id=user.pk)
    return bool(is_member(user, review.answer.community)) and asked.exists()


@rules.predicate
def reads_the_answer(user: "User", answer: "Answer") -> bool:
    return bool(is_member(user, answer.community))


@rules.predicate
def wrote_the_comment(user: "User", comment: "Comment") -> bool:
    return comment.by_id == user.pk and bool(is_member(user, comment.answer.community))


@rules.predicate
def settles_the_comment(user: "User", comment: "Comment") -> bool:
    """Whoever writes answers, and whoever asked."""
    return bool(is_writer(user, comment.answer.community)) or bool(wrote_the_comment(user, comment))


rules.add_perm("answers.assign", leads_the_answer)
rules.add_perm("answers.take", writes_the_answer)
rules.add_perm("answers.send_to_review", writes_the_answer)
rules.add_perm("answers.choose_who_agrees", leads_the_answer)
rules.add_perm("answers.agree", is_asked)
rules.add_perm("answers.comment", reads_the_answer)
rules.add_perm("answers.change_comment", wrote_the_comment)
rules.add_perm("answers.resolve_comment", settles_the_comment)
