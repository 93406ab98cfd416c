from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError

from commonweal.site import readiness
from commonweal.site.management.base import PlainCommand


class Command(PlainCommand):
    help = (
        "Say whether this installation is sound: folder, database, migrations, built files, and Django's own checks "
        "(with its deployment checks where people reach the site by https)."
    )
    needs_database = False

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Report each check on its own line and fail if one failed."""
        n_faults = 0
        for name, check in readiness.CHECKS:
            fault = check()
            self.say(f"  {'FAULT' if fault else 'ok   '}  {fault or name}")
            if fault:
                n_faults += 1
                break
        call_command("check", deploy=readiness.is_deployed(), fail_level="WARNING", stdout=self.stdout)
        if n_faults:
            raise CommandError("This installation is not sound. Correct the fault above and check again.")
        self.say("  This installation is sound.")
