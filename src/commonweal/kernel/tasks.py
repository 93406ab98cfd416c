from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from commonweal.kernel import jobs
from commonweal.kernel.jobs import JobContext
from commonweal.kernel.models import Job


@jobs.handler("kernel.send_mail")
def send_mail(job: JobContext, *, to: str, template: str, context: dict[str, object], language: str) -> None:
    """Render and send one mail, then forget what was in it."""
    with translation.override(language):
        values = {**context, "language": language, "site_url": settings.SITE_URL}
        subject = render_to_string(f"{template}/subject.txt", values).strip()
        message = EmailMultiAlternatives(subject, render_to_string(f"{template}/body.txt", values), to=[to])
        message.attach_alternative(render_to_string(f"{template}/body.html", values), "text/html")
        message.send()
    Job.objects.filter(pk=job.job.pk).update(arguments={"template": template})
