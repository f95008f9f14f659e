"""The history of registrations by statement instead of by row: imports write thousands at once."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_search_key_constraint'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='registration',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='registration',
            name='update_update',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registration',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_registrationevent" ("area", "birth_year", "code", "country", "created_at", "erased_at", "id", "nationality", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_by_id", "registered_on", "sex", "source", "uuid") SELECT new_values."area", new_values."birth_year", new_values."code", new_values."country", new_values."created_at", new_values."erased_at", new_values."id", new_values."nationality", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."registered_by_id", new_values."registered_on", new_values."sex", new_values."source", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7700f915f53173f7a6388c3a699d49c68bd57121', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_17ecb', referencing='REFERENCING NEW TABLE AS new_values ', table='people_registration', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registration',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_registrationevent" ("area", "birth_year", "code", "country", "created_at", "erased_at", "id", "nationality", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_by_id", "registered_on", "sex", "source", "uuid") SELECT new_values."area", new_values."birth_year", new_values."code", new_values."country", new_values."created_at", new_values."erased_at", new_values."id", new_values."nationality", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."registered_by_id", new_values."registered_on", new_values."sex", new_values."source", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='395affbe5704cf48311ea5fd1270ac13b41a9f55', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fd44a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_registration', when='AFTER')),
        ),
    ]
