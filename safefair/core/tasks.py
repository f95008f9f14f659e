"""Jobs that keep the house: sealing the log of readings, picking up jobs whose worker died."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from safefair.core.audit import seal_readings


@app.periodic(cron="* * * * *")
@app.task(name="core.seal_readings", queueing_lock="core.seal_readings")
def seal(timestamp: int) -> None:
    """Seal the readings of the last minute."""
    seal_readings()


@app.periodic(cron="*/2 * * * *")
@app.task(name="core.rescue_jobs", queueing_lock="core.rescue_jobs", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Run again the jobs whose worker has stopped breathing; jobs are idempotent."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)
