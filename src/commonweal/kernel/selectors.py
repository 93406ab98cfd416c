from django.db.models import QuerySet

from commonweal.kernel.models import Job


def jobs_visible_to(person: object) -> QuerySet[Job]:
    """The jobs a person asked for; nobody sees another person's."""
    return Job.objects.filter(asked_by=person)
