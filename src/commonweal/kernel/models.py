import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.kernel.enums import JobState, MailKind, MailState, Visibility, Way


class BaseModel(models.Model):
    """A row with a public identity: addresses and exports show ``uid``, never the primary key."""

    uid = models.UUIDField(_("public identifier"), default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        abstract = True


class NodeQuerySet(models.QuerySet["Node"]):
    def present(self) -> "NodeQuerySet":
        """Those that were not archived."""
        return self.filter(archived_at__isnull=True)


class Node(BaseModel):
    """The one row that anything linkable owns, so that titles and filters need no query per kind."""

    kind = models.CharField(_("kind"), max_length=60)
    scope = models.CharField(
        _("scope"), max_length=80, db_index=True, help_text=_("an opaque reference such as community:<uid>")
    )
    title = models.JSONField(_("title per language"), default=dict)
    visibility = models.PositiveSmallIntegerField(_("visibility"), choices=Visibility.choices, default=Visibility.GROUP)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        related_name="owned_nodes",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)

    objects = NodeQuerySet.as_manager()

    class Meta:
        # The second lets a member's filter (public, or own, or of my scope) be answered by indexes alone:
        # at 40,000 nodes it is eight times quicker on SQLite than a scan (ADR 0020).
        indexes = [
            models.Index(fields=["scope", "kind"], name="node_scope_kind"),
            models.Index(fields=["visibility"], name="node_visibility"),
        ]
        constraints = [
            models.CheckConstraint(name="node_visibility_is_a_level", condition=Q(visibility__in=Visibility.values))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class Link(BaseModel):
    """Node, verb, node: one stitch of the thread. Made through ``kernel.links``."""

    source = models.ForeignKey(Node, verbose_name=_("from"), related_name="links_out", on_delete=models.PROTECT)
    verb = models.CharField(_("verb"), max_length=40)
    target = models.ForeignKey(Node, verbose_name=_("to"), related_name="links_in", on_delete=models.PROTECT)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "verb", "target"], name="link_once_per_verb"),
            models.CheckConstraint(name="link_joins_two_nodes", condition=~Q(source=models.F("target"))),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.verb} {self.target_id}"


class Snapshot(models.Model):
    """Canonical bytes under their own hash. Never changed, never written twice."""

    address = models.CharField(_("content address"), max_length=64, primary_key=True)
    kind = models.CharField(_("kind"), max_length=60)
    content = models.BinaryField(_("canonical bytes"))
    kept_at = models.DateTimeField(_("kept at"), auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.address[:12]}"


class Event(BaseModel):
    """What somebody did, written in the transaction of the change.

    Append-only, but for what retention and redaction take out of it: the values, never who, what and when.
    """

    verb = models.CharField(_("what"), max_length=60)
    node = models.ForeignKey(Node, verbose_name=_("on"), related_name="events", on_delete=models.PROTECT)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    at = models.DateTimeField(_("when"))
    before = models.JSONField(_("before"), null=True, blank=True)
    after = models.JSONField(_("after"), null=True, blank=True)
    snapshot = models.ForeignKey(
        Snapshot, verbose_name=_("snapshot"), related_name="events", null=True, blank=True, on_delete=models.PROTECT
    )
    redacted_at = models.DateTimeField(_("redacted at"), null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["node", "verb", "-at"], name="event_node_verb_at"),
            models.Index(fields=["-at"], name="event_at"),
        ]
        constraints = [
            models.CheckConstraint(
                name="event_redacted_is_empty",
                condition=Q(redacted_at__isnull=True)
                | Q(before__isnull=True, after__isnull=True, snapshot__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M}"


class PendingEvent(models.Model):
    """An event that a consumer has yet to deal with. Written with the event, deleted when it was dealt with."""

    consumer = models.CharField(_("consumer"), max_length=80)
    event = models.ForeignKey(Event, verbose_name=_("event"), related_name="+", on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consumer", "event"], name="pending_event_once_per_consumer")]

    def __str__(self) -> str:
        return f"{self.consumer} {self.event_id}"


class Notice(BaseModel):
    """Something a person should know of, in their inbox. Given through ``kernel.notices``.

    Its sentence is made when it is read, from who did it and the title of the node, so it holds no words of its own.
    Of two notices to a person with one ``key`` there is one.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), related_name="notices", on_delete=models.CASCADE
    )
    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(_("key"), max_length=160)
    node = models.ForeignKey(
        Node, verbose_name=_("about"), related_name="+", null=True, blank=True, on_delete=models.CASCADE
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    title = models.JSONField(_("title per language, where no node says it"), default=dict)
    path = models.CharField(_("address"), max_length=300)
    at = models.DateTimeField(_("at"))
    way = models.CharField(_("way"), max_length=10, choices=Way.choices)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed, or not to be mailed any more, at"), null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="notice_person_at"),
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["way"], condition=Q(mailed_at__isnull=True), name="notice_unmailed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="notice_once_per_person_and_key"),
            models.CheckConstraint(name="notice_way_is_known", condition=Q(way__in=["at_once", "daily", "inbox"])),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"


class NoticeChoice(models.Model):
    """How a person wants to hear of a kind of notices, where it is not the usual way."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), related_name="+", on_delete=models.CASCADE
    )
    kind = models.CharField(_("kind"), max_length=60)
    way = models.CharField(_("way"), max_length=10, choices=Way.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="notice_choice_once_per_kind"),
            models.CheckConstraint(name="notice_choice_way_is_known", condition=Q(way__in=Way.values)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.way}"


class NoticeMute(models.Model):
    """A scope of which a person wants to hear nothing for now."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), related_name="+", on_delete=models.CASCADE
    )
    scope = models.CharField(_("scope"), max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "scope"], name="notice_mute_once_per_scope")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.scope}"


class SearchEntry(models.Model):
    """A thing as it can be found by words. Written through ``kernel.search.index`` only.

    The words are folded and joined by spaces. The databases keep an index of them by themselves: triggers and FTS5
    tables on SQLite, a generated column on PostgreSQL. On SQLite, Django rebuilds a table that a migration alters,
    and its triggers are lost: such a migration makes them anew (ADR-0024).
    """

    thing = models.CharField(_("thing"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=30, db_index=True)
    node = models.ForeignKey(Node, verbose_name=_("node"), related_name="+", on_delete=models.CASCADE)
    is_inner = models.BooleanField(_("is for those inside"), default=False)
    path = models.CharField(_("address"), max_length=300)
    title = models.JSONField(_("title per language"), default=dict)
    text = models.JSONField(_("text per language"), default=dict)
    title_words = models.TextField(_("words of the title"), blank=True)
    text_words = models.TextField(_("words of the text"), blank=True)

    def __str__(self) -> str:
        return self.thing


class StoredFile(BaseModel):
    """A file on disk under the hash of its content."""

    address = models.CharField(_("content address"), max_length=64, db_index=True)
    name = models.CharField(_("name"), max_length=200)
    media_type = models.CharField(_("media type"), max_length=100)
    n_bytes = models.PositiveBigIntegerField(_("size in bytes"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), related_name="+", null=True, on_delete=models.SET_NULL
    )

    def __str__(self) -> str:
        return self.name


class Job(BaseModel):
    """A piece of long work: who asked, how far it is, what came of it."""

    name = models.CharField(_("name"), max_length=80)
    key = models.CharField(
        _("key"), max_length=120, blank=True, help_text=_("of two jobs with one key, one is under way at a time")
    )
    arguments = models.JSONField(_("arguments"), default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), related_name="+", null=True, on_delete=models.CASCADE
    )
    state = models.CharField(_("state"), max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    progress = models.PositiveSmallIntegerField(_("progress in percent"), default=0)
    message = models.CharField(_("message"), max_length=300, blank=True)
    result = models.JSONField(_("result"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    n_tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    asked_at = models.DateTimeField(_("asked at"))
    look_again_at = models.DateTimeField(
        _("look again at"),
        null=True,
        blank=True,
        help_text=_("a waiting job is sent (again) then, a running one counts as lost"),
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["look_again_at"], name="job_look_again_at"),
            models.Index(fields=["state", "-asked_at"], name="job_state_asked_at"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "key"],
                condition=Q(state__in=["queued", "running"]) & ~Q(key=""),
                name="job_one_under_way_per_key",
            ),
            models.CheckConstraint(name="job_progress_is_a_percent", condition=Q(progress__lte=100)),
            models.CheckConstraint(
                name="job_has_an_end_when_it_ended",
                condition=Q(state__in=["queued", "running"], ended_at__isnull=True)
                | Q(state__in=["done", "failed"], ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"


class Schedule(BaseModel):
    """When a recurring job is next asked for. The rows follow what packages register."""

    name = models.CharField(_("name of the job"), max_length=80, unique=True)
    rule = models.CharField(_("rule"), max_length=40)
    time_zone = models.CharField(_("time zone"), max_length=60)
    next_at = models.DateTimeField(_("next at"), db_index=True)
    last_job = models.ForeignKey(
        Job, verbose_name=_("last job"), related_name="+", null=True, blank=True, on_delete=models.SET_NULL
    )
    is_enabled = models.BooleanField(_("is enabled"), default=True)

    def __str__(self) -> str:
        return f"{self.name} {self.rule}"


class Mail(BaseModel):
    """One letter to one address. It is a row before it leaves; what was in it is wiped afterwards."""

    to = models.EmailField(_("to"), blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    unsubscribe = models.CharField(_("where such letters are ended"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=5)
    template = models.CharField(_("template"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=MailKind.choices)
    state = models.CharField(_("state"), max_length=10, choices=MailState.choices)
    batch = models.CharField(_("batch"), max_length=80, blank=True, db_index=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    asked_at = models.DateTimeField(_("asked at"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("released by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    n_tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("error"), max_length=300, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    wiped_at = models.DateTimeField(_("wiped at"), null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-asked_at"], name="mail_state_asked_at")]
        constraints = [
            models.CheckConstraint(
                name="mail_leaves_after_release",
                condition=Q(state__in=["held", "discarded"]) | Q(released_at__isnull=False),
            ),
            models.CheckConstraint(
                name="mail_has_an_end_when_it_ended",
                condition=Q(state__in=["held", "released"], ended_at__isnull=True)
                | Q(state__in=["sent", "failed", "discarded"], ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="mail_wiped_is_empty", condition=Q(wiped_at__isnull=True) | Q(to="", subject="", text="", html="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.state}"
