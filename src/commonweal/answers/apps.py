from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "commonweal.answers"
    label = "answers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the frameworks below which editions were answered: those stay frozen."""
        from commonweal.answers.selectors import is_edition_answered  # noqa: PLC0415 -- app ready
        from commonweal.frameworks import usage  # noqa: PLC0415 -- app ready

        usage.register(is_edition_answered)
