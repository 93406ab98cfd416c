"""Who may do what with an answer: what the role in the community grants, and what one must be beside it."""

from typing import TYPE_CHECKING

import rules

from commonweal.communities.rules import grants

if TYPE_CHECKING:
    from commonweal.accounts.models import User
    from commonweal.answers.models import Answer, Comment, GroupReview


@rules.predicate
def gives_answers_out(user: "User", answer: "Answer") -> bool:
    return grants(user, "answers.assign", answer.community)


@rules.predicate
def takes_answers(user: "User", answer: "Answer") -> bool:
    return grants(user, "answers.take", answer.community)


@rules.predicate
def sends_to_review(user: "User", answer: "Answer") -> bool:
    return grants(user, "answers.send_to_review", answer.community)


@rules.predicate
def chooses_who_agrees(user: "User", answer: "Answer") -> bool:
    return grants(user, "answers.choose_who_agrees", answer.community)


@rules.predicate
def is_asked(user: "User", review: "GroupReview") -> bool:
    """One query: services ask once, pages look at the voices they have."""
    asked = review.agreements.filter(user_id=user.pk)
    return grants(user, "answers.agree", review.answer.community) and asked.exists()


@rules.predicate
def comments(user: "User", answer: "Answer") -> bool:
    return grants(user, "answers.comment", answer.community)


@rules.predicate
def wrote_the_comment(user: "User", comment: "Comment") -> bool:
    return comment.by_id == user.pk and grants(user, "answers.change_comment", comment.answer.community)


@rules.predicate
def settles_the_comment(user: "User", comment: "Comment") -> bool:
    """Whoever writes answers, and whoever asked."""
    may_settle = grants(user, "answers.resolve_comment", comment.answer.community)
    return may_settle or bool(wrote_the_comment(user, comment))


rules.add_perm("answers.assign", gives_answers_out)
rules.add_perm("answers.take", takes_answers)
rules.add_perm("answers.send_to_review", sends_to_review)
rules.add_perm("answers.choose_who_agrees", chooses_who_agrees)
rules.add_perm("answers.agree", is_asked)
rules.add_perm("answers.comment", comments)
rules.add_perm("answers.change_comment", wrote_the_comment)
rules.add_perm("answers.resolve_comment", settles_the_comment)
