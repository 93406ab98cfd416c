"""The county a community is became part of it on the day it was founded."""

from typing import Any

from django.db import migrations


def include_homes(apps: Any, _editor: Any) -> None:
    """One inclusion for each home; safe to run again."""
    inclusions = apps.get_model("communities", "Inclusion").objects
    homes = apps.get_model("communities", "CommunityPlace").objects.filter(is_home=True).select_related("community")
    for home in homes.iterator():
        joined_on = home.community.created_at.date()
        inclusions.get_or_create(
            community=home.community, place_id=home.place_id, left_on=None, defaults={"joined_on": joined_on}
        )


class Migration(migrations.Migration):
    dependencies = [("communities", "0004_inclusions_and_organizations")]
    operations = [migrations.RunPython(include_homes, migrations.RunPython.noop)]
