from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    name = "commonweal.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what every package registers: jobs, predicates, reach, what can be found, forgotten and taken away."""
        autodiscover_modules("tasks", "rules", "reach", "findable", "inbox", "invariants", "erasure", "own_data")
