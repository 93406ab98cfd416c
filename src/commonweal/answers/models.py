from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.answers.copy_models import ApplicationCopy, CopyDecision  # noqa: F401 -- Django finds them here
from commonweal.answers.enums import Outcome
from commonweal.answers.import_models import ImportPiece, ProfileImport  # noqa: F401 -- Django finds them here
from commonweal.answers.layout_models import ProfileLayout  # noqa: F401 -- Django finds it here
from commonweal.answers.version_models import ProfileVersion  # noqa: F401 -- Django finds it here
from commonweal.kernel.models import BaseModel


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Filters of answers that chain."""

    def behind(self) -> Self:
        """Answers whose kept HTML and text lack the last updates of the log."""
        return self.filter(materialised_seq__lt=F("last_seq"))


class LivingAnswers(models.Manager["Answer"]):
    """The answers of the living Profile. Texts of application copies are only found by who asks for them (ADR-0027)."""

    def get_queryset(self) -> AnswerQuerySet:
        """Without the texts of copies."""
        return AnswerQuerySet(self.model, using=self._db).filter(copy__isnull=True)


class Answer(BaseModel):
    """What a community writes to one question of an edition. The log of updates is the text.

    ``document``, ``html``, ``text`` and ``n_words`` are drawn from the log up to ``materialised_seq``,
    for reading; ``edited_by`` and ``edited_at`` belong to ``last_seq``. Change it through services only.
    """

    community = models.ForeignKey(
        "communities.Community", verbose_name=_("community"), related_name="answers", on_delete=models.PROTECT
    )
    edition = models.ForeignKey(
        "frameworks.Edition", verbose_name=_("edition"), related_name="answers", on_delete=models.PROTECT
    )
    copy = models.ForeignKey(
        "answers.ApplicationCopy",
        verbose_name=_("application copy"),
        related_name="answers",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text=_("empty: the living Profile"),
    )
    ref = models.CharField(_("question"), max_length=20, help_text=_("such as P.1a(3)"))
    node = models.OneToOneField("kernel.Node", verbose_name=_("node"), related_name="answer", on_delete=models.PROTECT)
    schema_version = models.PositiveSmallIntegerField(_("schema version"))
    last_seq = models.PositiveBigIntegerField(_("number of the last update"), default=0)
    materialised_seq = models.PositiveBigIntegerField(_("number of the last update in the text"), default=0)
    document = models.JSONField(_("document"), default=dict)
    html = models.TextField(_("HTML"), blank=True)
    text = models.TextField(_("plain text"), blank=True)
    n_words = models.PositiveIntegerField(_("words"), default=0)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who wrote last"),
        related_name="+",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    edited_at = models.DateTimeField(_("when it was last written"), null=True, blank=True)

    objects = LivingAnswers.from_queryset(AnswerQuerySet)()
    texts = AnswerQuerySet.as_manager()
    """Every text, those of copies too: for the log, the rooms and the copies themselves."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "edition", "ref"],
                condition=Q(copy__isnull=True),
                name="answer_one_per_question",
            ),
            models.UniqueConstraint(fields=["copy", "ref"], name="answer_one_per_question_of_a_copy"),
            models.CheckConstraint(
                name="answer_text_is_not_ahead_of_its_log", condition=Q(materialised_seq__lte=F("last_seq"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} ({self.community_id})"


class AnswerUpdate(models.Model):
    """One entry of an answer's log: what a writer changed between two commits, as a Yjs update.

    Entries are numbered under a lock on the answer; the constraint is the real guard. Compaction
    replaces many entries by one with the highest number and no writer.
    """

    answer = models.ForeignKey(Answer, verbose_name=_("answer"), related_name="updates", on_delete=models.CASCADE)
    seq = models.PositiveBigIntegerField(_("number"))
    update = models.BinaryField(_("update"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "seq"], name="answer_update_numbered_once")]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.seq}"


class Figure(BaseModel):
    """A measure of a place put into an answer; without a release it follows the newest one.

    One that is the community's own follows its newest own values, of everybody or of a group of people.
    """

    answer = models.ForeignKey(Answer, verbose_name=_("answer"), related_name="figures", on_delete=models.CASCADE)
    node = models.OneToOneField("kernel.Node", verbose_name=_("node"), related_name="figure", on_delete=models.PROTECT)
    measure = models.ForeignKey(
        "measures.Measure", verbose_name=_("measure"), related_name="figures", on_delete=models.PROTECT
    )
    place = models.ForeignKey(
        "warehouse.Place", verbose_name=_("place"), related_name="figures", on_delete=models.PROTECT
    )
    release = models.ForeignKey(
        "warehouse.Release",
        verbose_name=_("frozen at this release"),
        related_name="figures",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
    )
    is_own = models.BooleanField(_("shows the community's own values"), default=False)
    group = models.CharField(_("group of people"), max_length=80, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("put in by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    archived_at = models.DateTimeField(_("taken out at"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="figure_is_of_a_release_or_our_own",
                condition=models.Q(is_own=False, group="") | models.Q(is_own=True, release__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.uid}"


LONGEST_FACTOR = 600
LONGEST_KIND = 40


class KeyFactor(BaseModel):
    """A fact of an answer that decides what matters: a passage marked with its kind, or one that was marked.

    It follows its passage: ``text`` and ``place`` (from 1, in reading order) are drawn with the answer's text. When the
    passage is deleted it stays, with ``gone_at``, until somebody puts it back or retires it, which archives its node.
    """

    answer = models.ForeignKey(Answer, verbose_name=_("answer"), related_name="key_factors", on_delete=models.CASCADE)
    node = models.OneToOneField(
        "kernel.Node", verbose_name=_("node"), related_name="key_factor", on_delete=models.PROTECT
    )
    kind = models.CharField(_("kind"), max_length=LONGEST_KIND, help_text=_("an id of the edition's yield kinds"))
    text = models.CharField(_("what it says"), max_length=LONGEST_FACTOR)
    place = models.PositiveIntegerField(_("place in the text"))
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("marked by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    gone_at = models.DateTimeField(_("no longer in the text since"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="key_factor_says_something", condition=~Q(text="") & ~Q(kind="")),
            models.CheckConstraint(name="key_factor_place_begins_at_one", condition=Q(place__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.uid}"


class GlossaryTerm(BaseModel):
    """A word of the community's own and what it means there, per language code; its node has the same title.

    A language has both the word and its meaning, or neither; at least one has them.
    """

    community = models.ForeignKey(
        "communities.Community", verbose_name=_("community"), related_name="glossary", on_delete=models.PROTECT
    )
    node = models.OneToOneField(
        "kernel.Node", verbose_name=_("node"), related_name="glossary_term", on_delete=models.PROTECT
    )
    name = models.JSONField(_("word per language"), default=dict)
    meaning = models.JSONField(_("meaning per language"), default=dict)

    def __str__(self) -> str:
        return next(iter(self.name.values()), f"{self.uid}")


class Assignment(BaseModel):
    """A person who was asked, or offered, to write an answer; ``due_on`` is a day in the community's time zone."""

    answer = models.ForeignKey(Answer, verbose_name=_("answer"), related_name="assignments", on_delete=models.CASCADE)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), related_name="assignments", on_delete=models.CASCADE
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "user"], name="assignment_once_per_person")]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.user_id}"


class GroupReview(BaseModel):
    """A text put before named people. It ends when all of them agreed to one text, or when it is taken back.

    ``agreed_snapshot`` is that text and ``agreed_seq`` the number of the log at which it stood. Whether the
    answer still says the same is seen by comparing, never stored.
    """

    answer = models.ForeignKey(Answer, verbose_name=_("answer"), related_name="reviews", on_delete=models.CASCADE)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("sent by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    sent_at = models.DateTimeField(_("sent at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    agreed_snapshot = models.ForeignKey(
        "kernel.Snapshot", verbose_name=_("agreed text"), related_name="+", null=True, on_delete=models.PROTECT
    )
    agreed_seq = models.PositiveBigIntegerField(_("number of the agreed text in the log"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["answer"], condition=Q(ended_at__isnull=True), name="group_review_one_open_per_answer"
            ),
            models.CheckConstraint(
                name="group_review_agreed_has_text_and_end",
                condition=Q(agreed_snapshot__isnull=True, agreed_seq__isnull=True)
                | Q(agreed_snapshot__isnull=False, agreed_seq__isnull=False, ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.sent_at:%Y-%m-%d %H:%M}"


class Agreement(BaseModel):
    """One person who was asked in a group review, and the text they agreed to, once they did."""

    review = models.ForeignKey(
        GroupReview, verbose_name=_("group review"), related_name="agreements", on_delete=models.CASCADE
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    asked_at = models.DateTimeField(_("asked at"))
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    snapshot = models.ForeignKey(
        "kernel.Snapshot", verbose_name=_("text"), related_name="+", null=True, on_delete=models.PROTECT
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "user"], name="agreement_once_per_person"),
            models.CheckConstraint(
                name="agreement_has_text_and_time",
                condition=Q(agreed_at__isnull=True, snapshot__isnull=True)
                | Q(agreed_at__isnull=False, snapshot__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.user_id}"


LONGEST_COMMENT = 5_000
LONGEST_QUOTE = 300
LONGEST_PASSAGE = 1_000
"""A suggestion is about words that are kept whole, to see whether they still stand."""
LONGEST_REPLACEMENT = 2_000
LONGEST_POSITION = 200
"""A place in a Yjs text takes some twenty bytes, in base64."""


class Comment(BaseModel):
    """What a member says about an answer, or about a passage of it; a reply has a parent and no passage.

    ``quote`` is the passage as it read then. ``anchor_start`` and ``anchor_end`` are places in the Yjs text, in
    base64, that move with it; where they lead nowhere, the quote is what is left. A comment that its writer removed
    stays as an empty row, so that replies keep their place.

    A suggestion is a comment with a ``replacement`` for its passage (empty: without these words); ``text`` says why and
    may be empty. It ends, as ``resolved_at``, with an ``outcome``.
    """

    answer = models.ForeignKey(Answer, verbose_name=_("answer"), related_name="comments", on_delete=models.CASCADE)
    parent = models.ForeignKey(
        "self", verbose_name=_("reply to"), related_name="replies", null=True, blank=True, on_delete=models.CASCADE
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    at = models.DateTimeField(_("at"))
    text = models.TextField(_("comment"), blank=True, max_length=LONGEST_COMMENT)
    quote = models.CharField(_("passage"), max_length=LONGEST_PASSAGE, blank=True)
    replacement = models.CharField(  # noqa: DJ001 -- null: it suggests nothing; empty: without these words
        _("suggested words"), max_length=LONGEST_REPLACEMENT, null=True, blank=True
    )
    outcome = models.CharField(_("what became of it"), max_length=12, blank=True)
    anchor_start = models.CharField(_("beginning of the passage"), max_length=LONGEST_POSITION, blank=True)
    anchor_end = models.CharField(_("end of the passage"), max_length=LONGEST_POSITION, blank=True)
    edited_at = models.DateTimeField(_("edited at"), null=True, blank=True)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("resolved at"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("resolved by"), related_name="+", null=True, on_delete=models.SET_NULL
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="comment_has_text_until_removed",
                condition=(Q(removed_at__isnull=True) & (~Q(text="") | Q(replacement__isnull=False)))
                | Q(removed_at__isnull=False, text="", quote="", replacement__isnull=True),
            ),
            models.CheckConstraint(
                name="comment_suggestion_has_a_passage",
                condition=Q(replacement__isnull=True) | (Q(parent__isnull=True) & ~Q(quote="")),
            ),
            models.CheckConstraint(
                name="comment_outcome_is_one_and_has_an_end",
                condition=Q(outcome="") | Q(outcome__in=[one.value for one in Outcome], resolved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="comment_anchor_has_both_ends_and_its_quote",
                condition=Q(anchor_start="", anchor_end="") | (~Q(anchor_start="") & ~Q(anchor_end="") & ~Q(quote="")),
            ),
            models.CheckConstraint(
                name="comment_reply_has_no_passage_and_no_end",
                condition=Q(parent__isnull=True) | Q(quote="", anchor_start="", resolved_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uid}"


class Mention(models.Model):
    """A member who is named in a comment."""

    comment = models.ForeignKey(Comment, verbose_name=_("comment"), related_name="mentions", on_delete=models.CASCADE)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), related_name="mentions", on_delete=models.CASCADE
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once_per_comment")]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.user_id}"
