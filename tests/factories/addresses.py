"""What ``reverse`` needs for each address, for the objects of one of the two communities."""

from collections.abc import Mapping

REF, REF_SLUG = "P.1a(3)", "p-1a-3"
MEASURE = "not-proficient-in-english"
NO_UID = "00000000-0000-0000-0000-000000000000"
EDITION = {"slug": "community-excellence", "edition": "2026"}
FRAMEWORK = {
    "frameworks:editions": {},
    "frameworks:uploads": {},
    "frameworks:upload": {"uid": NO_UID},
    "frameworks:upload-take": {"uid": NO_UID},
    "frameworks:upload-forget": {"uid": NO_UID},
    "frameworks:sheet-file": {"uid": NO_UID},
    "frameworks:content": {"kind": "overlay", "slug": "organizational-points", "edition": "2026"},
    "frameworks:content-download": {"kind": "ladder", "slug": "community-recognition"},
    "frameworks:content-sheet": {"kind": "ladder", "slug": "community-recognition"},
    "frameworks:compare": {"slug": "builder-2018-to-2026"},
    "frameworks:item": EDITION | {"item": "p-1"},
}
"""What ``reverse`` needs for addresses of the framework; the others need the edition."""

SLUG = {"slug": "{slug}"}
ANSWER = SLUG | {"ref_slug": REF_SLUG}
REVIEWED = SLUG | {"ref_slug": "p-1b-2"}
ARGUMENTS: Mapping[str, Mapping[str, str | int]] = {
    "kernel:job": {"uid": "{job_uid}"},
    "site:notice": {"uid": NO_UID},
    "site:notice-mark": {"uid": NO_UID},
    "site:mail-stop": {"token": "x" * 43},
    "work:job": SLUG | {"uid": "{job_uid}"},
    "kernel:job-retry": {"uid": "{job_uid}"},
    "kernel:mail-retry": {"uid": "{job_uid}"},
    "site:help-topic": {"topic": "writing"},
    "documents:drawing": {"address": "{drawing}"},
    "documents:look": {"uid": NO_UID},
    "documents:look-use": {"uid": NO_UID},
    "documents:look-page": {"uid": NO_UID, "number": 1},
    "documents:booklet": EDITION,
    "documents:booklet-file": EDITION | {"uid": NO_UID},
    "accounts:link-confirm": {"token": "x" * 43},
    "accounts:device-end": {"uid": NO_UID},
    "accounts:deletion-confirm": {"token": "x" * 43},
    "accounts:address-confirm": {"token": "x" * 43},
    "accounts:passkey-rename": {"uid": NO_UID},
    "accounts:passkey-remove": {"uid": NO_UID},
    "entrance:invitation": {"token": "{invitation_token}"},
    "communities:place-exclude": SLUG | {"uid": "{inclusion_uid}"},
    "communities:inclusion-forget": SLUG | {"uid": "{inclusion_uid}"},
    "communities:organization": SLUG | {"uid": "{organization_uid}"},
    "communities:organization-edit": SLUG | {"uid": "{organization_uid}"},
    "communities:organization-archive": SLUG | {"uid": "{organization_uid}"},
    "communities:organization-restore": SLUG | {"uid": "{organization_uid}"},
    "communities:invitation-send": SLUG | {"uid": "{invitation_uid}"},
    "communities:invitation-revoke": SLUG | {"uid": "{invitation_uid}"},
    "communities:role-change": SLUG | {"uid": "{membership_uid}"},
    "communities:member-remove": SLUG | {"uid": "{membership_uid}"},
    "measures:import-undo": SLUG | {"uid": "{release_uid}"},
    "measures:import-preview": SLUG | {"uid": "{upload_uid}"},
    "measures:import-confirm": SLUG | {"uid": "{upload_uid}"},
    "measures:import-discard": SLUG | {"uid": "{upload_uid}"},
    "measures:measure": SLUG | {"key": MEASURE},
    "measures:value-add": SLUG | {"key": MEASURE},
    "measures:value-undo": SLUG | {"uid": "{value_uid}"},
    "measures:value-template-file": SLUG | {"uid": "{template_uid}"},
    "measures:sheet-preview": SLUG | {"uid": "{sheet_uid}"},
    "measures:sheet-enter": SLUG | {"uid": "{sheet_uid}"},
    "measures:sheet-discard": SLUG | {"uid": "{sheet_uid}"},
    "answers:figure": SLUG | {"uid": "{figure_uid}"},
    "answers:pdf-file": SLUG | {"uid": "{job_uid}"},
    "answers:import-detail": SLUG | {"uid": "{import_uid}"},
    "answers:import-end": SLUG | {"uid": "{import_uid}"},
    "answers:copy": SLUG | {"uid": "{copy_uid}"},
    "answers:copy-write": ANSWER | {"uid": "{copy_uid}"},
    "answers:copy-figure-places": ANSWER | {"uid": "{copy_uid}"},
    "answers:copy-figure-add": ANSWER | {"uid": "{copy_uid}"},
    "answers:copy-offer": ANSWER | {"uid": "{copy_uid}"},
    "answers:offer-take": ANSWER | {"uid": "{copy_uid}"},
    "answers:offer-decline": ANSWER | {"uid": "{copy_uid}"},
    "answers:copy-renew": ANSWER | {"uid": "{copy_uid}"},
    "answers:version": SLUG | {"uid": "{version_uid}"},
    "answers:version-differences": SLUG | {"uid": "{version_uid}"},
    "answers:piece-place": SLUG | {"uid": "{import_uid}", "number": 1},
    "answers:piece-take-back": SLUG | {"uid": "{import_uid}", "number": 1},
    "answers:piece-aside": SLUG | {"uid": "{import_uid}", "number": 1},
    "answers:figure-add": ANSWER,
    "answers:write": ANSWER,
    "answers:assign": ANSWER,
    "answers:comments": ANSWER,
    "answers:comment-change": ANSWER | {"uid": "{comment_uid}"},
    "answers:comment-remove": ANSWER | {"uid": "{comment_uid}"},
    "answers:comment-resolve": ANSWER | {"uid": "{comment_uid}"},
    "answers:comment-reopen": ANSWER | {"uid": "{comment_uid}"},
    "answers:figure-places": ANSWER,
    "answers:term-change": SLUG | {"uid": "{term_uid}"},
    "answers:term-take-out": SLUG | {"uid": "{term_uid}"},
    "answers:suggest": ANSWER,
    "answers:suggestion-accept": ANSWER | {"uid": "{suggestion_uid}"},
    "answers:suggestion-decline": ANSWER | {"uid": "{suggestion_uid}"},
    "answers:suggestion-withdraw": ANSWER | {"uid": "{suggestion_uid}"},
    "answers:answer-factors": ANSWER,
    "answers:factor-put-back": ANSWER | {"uid": "{factor_uid}"},
    "answers:factor-retire": ANSWER | {"uid": "{factor_uid}"},
    "answers:review": ANSWER,
    "answers:agree": REVIEWED,
    "answers:review-ask": REVIEWED,
    "answers:review-take-back": REVIEWED,
    "answers:take": ANSWER,
    "answers:give-back": ANSWER,
    "answers:history": ANSWER,
    "answers:compare": ANSWER | {"event_uid": "{event_uid}"},
    "answers:restore": ANSWER | {"event_uid": "{event_uid}"},
    "catalogues:use": {"uid": NO_UID},
    "catalogues:take-back": {"uid": NO_UID},
}
"""Names in braces are what a ``Sample`` holds. Other addresses of a community need its slug, all others nothing."""


def arguments_of(name: str, held: Mapping[str, object]) -> dict[str, str | int]:
    """The arguments of an address; ``held`` has a value for each name in braces."""
    package = name.partition(":")[0]
    if package == "frameworks":
        return dict(FRAMEWORK.get(name, EDITION))
    is_within = package in {"communities", "measures", "answers"} or name.startswith("site:community-")
    wanted = ARGUMENTS.get(name, SLUG if is_within else {})
    return {key: value.format_map(held) if isinstance(value, str) else value for key, value in wanted.items()}
