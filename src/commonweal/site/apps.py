from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "commonweal.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the packages below what only the top of the stack knows."""
        from commonweal.communities import home as home_page  # noqa: PLC0415 -- app ready
        from commonweal.communities import steps  # noqa: PLC0415 -- app ready
        from commonweal.communities.boundary_services import when_included  # noqa: PLC0415 -- app ready
        from commonweal.measures.services import request_copy  # noqa: PLC0415 -- app ready
        from commonweal.site.start_home import home  # noqa: PLC0415 -- app ready
        from commonweal.site.start_steps import first_steps  # noqa: PLC0415 -- app ready

        home_page.register(home)
        steps.register(first_steps)
        when_included(request_copy)
