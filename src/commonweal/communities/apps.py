from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "commonweal.communities"
    label = "communities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is forgotten here of a person who is erased."""
        from commonweal.communities.erasure import forget_invitations  # noqa: PLC0415 -- app ready
        from commonweal.kernel.erasure import eraser  # noqa: PLC0415 -- app ready

        eraser(forget_invitations)
