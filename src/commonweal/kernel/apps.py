from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    name = "commonweal.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load every package's job handlers, permission predicates, rules of reach and what can be found."""
        autodiscover_modules("tasks", "rules", "reach", "findable", "inbox")
