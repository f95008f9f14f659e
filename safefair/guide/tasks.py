"""Background work of the guide: what was planned for a time."""

from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="*/5 * * * *")
@app.task(name="guide.publish_planned", queueing_lock="guide.publish_planned")
def publish_planned(timestamp: int) -> None:
    """Publish and take back what editors planned for now."""
    call_command("publish_scheduled", verbosity=0)
