from commonweal.accounts.models import User
from commonweal.answers.models import Agreement, Assignment, Comment
from commonweal.kernel import own_data


@own_data.part("profile")
def profile(person: User) -> object:
    """What the person said about answers, agreed to and was asked to write.

    The answers themselves are texts of a community: whoever may read them takes them out as Word, PDF or HTML.
    """
    said = Comment.objects.filter(by=person).exclude(text="", replacement=None).order_by("at", "pk")
    asked = Assignment.objects.filter(user=person).order_by("at", "pk")
    agreed = Agreement.objects.filter(user=person).order_by("asked_at", "pk")
    answer = ("answer__community__name", "answer__ref")
    return {
        "comments": [
            {"community": name, "answer": ref, "at": at.isoformat(), "text": text, "about": quote, "instead": instead}
            for name, ref, at, text, quote, instead in said.values_list(*answer, "at", "text", "quote", "replacement")
        ],
        "asked_to_write": [
            {"community": name, "answer": ref, "at": at.isoformat(), "due": due.isoformat() if due else None}
            for name, ref, at, due in asked.values_list(*answer, "at", "due_on")
        ],
        "asked_to_agree": [
            {"community": name, "answer": ref, "asked": at.isoformat(), "agreed": then.isoformat() if then else None}
            for name, ref, at, then in agreed.values_list(
                "review__answer__community__name", "review__answer__ref", "asked_at", "agreed_at"
            )
        ],
    }
