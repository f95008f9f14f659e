"""Tables of case work, made once; the database keeps them as they are."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from safefair.core.migrating import Together


FROZEN = """
CREATE FUNCTION security.guard_case_edition() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  -- A task that is cleared away may let go of its edition.
  IF TG_OP = 'UPDATE' THEN OLD.task_id := NEW.task_id; END IF;
  IF OLD.status = 'ready' AND (TG_OP = 'DELETE' OR NEW IS DISTINCT FROM OLD) THEN
    RAISE EXCEPTION 'tables of case work that were shown do not change'; END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER guard_case_edition BEFORE UPDATE OR DELETE ON results_caseedition
  FOR EACH ROW EXECUTE FUNCTION security.guard_case_edition();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_history_by_triggers_alone"),
        ("results", "0002_release_gate"),
    ]

    operations = [
        Together(
            [
                migrations.AlterField(
                    model_name="indicator",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("PEOPLE", "unique people"),
                            ("ATTENDANCES", "attendances"),
                            ("ESTIMATED_REACH", "estimated reach"),
                            ("EVENTS", "events held"),
                            ("CASES", "records of case work"),
                            ("BODIES", "bodies"),
                            ("COUNTRIES", "countries"),
                            ("PROVISIONS", "provisions"),
                            ("DOCUMENTS", "documents"),
                            ("NARRATIVE", "narrative"),
                        ],
                        max_length=20,
                        verbose_name="kind of count",
                    ),
                ),
                migrations.AlterField(
                    model_name="indicatorevent",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("PEOPLE", "unique people"),
                            ("ATTENDANCES", "attendances"),
                            ("ESTIMATED_REACH", "estimated reach"),
                            ("EVENTS", "events held"),
                            ("CASES", "records of case work"),
                            ("BODIES", "bodies"),
                            ("COUNTRIES", "countries"),
                            ("PROVISIONS", "provisions"),
                            ("DOCUMENTS", "documents"),
                            ("NARRATIVE", "narrative"),
                        ],
                        max_length=20,
                        verbose_name="kind of count",
                    ),
                ),
                migrations.AlterField(
                    model_name="reportedfigure",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("PEOPLE", "unique people"),
                            ("ATTENDANCES", "attendances"),
                            ("ESTIMATED_REACH", "estimated reach"),
                            ("EVENTS", "events held"),
                            ("CASES", "records of case work"),
                            ("BODIES", "bodies"),
                            ("COUNTRIES", "countries"),
                            ("PROVISIONS", "provisions"),
                            ("DOCUMENTS", "documents"),
                            ("NARRATIVE", "narrative"),
                        ],
                        max_length=20,
                    ),
                ),
                migrations.AlterField(
                    model_name="reportedfigureevent",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("PEOPLE", "unique people"),
                            ("ATTENDANCES", "attendances"),
                            ("ESTIMATED_REACH", "estimated reach"),
                            ("EVENTS", "events held"),
                            ("CASES", "records of case work"),
                            ("BODIES", "bodies"),
                            ("COUNTRIES", "countries"),
                            ("PROVISIONS", "provisions"),
                            ("DOCUMENTS", "documents"),
                            ("NARRATIVE", "narrative"),
                        ],
                        max_length=20,
                    ),
                ),
            ]
        ),
        migrations.CreateModel(
            name="CaseEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("starts_on", models.DateField(unique=True)),
                ("ends_before", models.DateField()),
                ("threshold", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("making", "being made"),
                            ("ready", "ready"),
                            ("failed", "could not be protected"),
                        ],
                        default="making",
                        max_length=10,
                    ),
                ),
                ("tables", models.JSONField(default=dict)),
                ("audit", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(null=True)),
                (
                    "task",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.task",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "ready"), _negated=True),
                            ("made_at__isnull", False),
                            _connector="OR",
                        ),
                        name="ready_edition_was_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "ready"), ("tables", {}), _connector="OR"),
                        name="only_a_ready_edition_shows",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("threshold__gte", 3)), name="edition_threshold_floor"
                    ),
                ],
            },
        ),
        migrations.RunSQL(FROZEN, migrations.RunSQL.noop),
    ]
