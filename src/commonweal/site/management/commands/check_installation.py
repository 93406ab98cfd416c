from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from commonweal.kernel import soundness
from commonweal.kernel.soundness import Finding
from commonweal.site import readiness
from commonweal.site.management.base import PlainCommand


class Command(PlainCommand):
    help = (
        "Say whether this installation is sound: folder, database, migrations, built files, Django's own checks "
        "(with its deployment checks where people reach the site by https), and the named invariants of its data."
    )
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help="mend what can be mended without losing anybody's work")
        parser.add_argument("--dry-run", action="store_true", help="with --fix: say what would be mended, and do not")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Report each check on its own line and fail if one failed."""
        if options["dry_run"] and not options["fix"]:
            raise CommandError("--dry-run goes with --fix: commonweal check --fix --dry-run")
        self._check_readiness()
        call_command("check", deploy=readiness.is_deployed(), fail_level="WARNING", stdout=self.stdout)
        found = soundness.check(is_mending=options["fix"], is_rehearsal=options["dry_run"])
        findings = [self._told(finding, is_rehearsal=options["dry_run"]) for finding in found]
        unsound = [finding for finding in findings if not finding.is_sound or (options["dry_run"] and finding.broken)]
        if any(finding.invariant.mend and not options["fix"] for finding in unsound):
            self.say("  Some of this can be mended: commonweal check --fix --dry-run says what would be done.")
        if unsound:
            raise CommandError("This installation is not sound. What the lines above name does not hold.")
        self.say("  This installation is sound.")

    def _check_readiness(self) -> None:
        for name, check in readiness.CHECKS:
            fault = check()
            self.say(f"  {'FAULT' if fault else 'ok   '}  {fault or name}")
            if fault:
                raise CommandError("This installation is not sound. Correct the fault above and check again.")

    def _told(self, finding: Finding, *, is_rehearsal: bool) -> Finding:
        mark = "FAULT" if not finding.is_sound or (is_rehearsal and finding.broken) else "ok   "
        self.say(f"  {mark}  {finding.invariant.name}: {finding.invariant.sentence}")
        for thing in finding.broken:
            self.say(f"           {thing}")
        if finding.n_mended:
            self.say(f"         {'would be mended' if is_rehearsal else 'mended'}: {finding.n_mended}")
        return finding
