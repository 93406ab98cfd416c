from pathlib import Path

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "commonweal.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the shipped catalogue be read among the content files, and be named by others."""
        from commonweal.frameworks.services import register_content  # noqa: PLC0415 -- app ready

        register_content(Path(__file__).parent / "content" / "catalogue.yaml")
