"""The columns and indexes of searches, filters and orders."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import jobs.models
import jobtracker.generated
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Cast


# Two transactions may both miss a word and both add it: that does no harm, and a unique key would make them wait for
# each other, and now and then deadlock.
WORDS = """
CREATE FUNCTION job_learn_words() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_LEVEL = 'ROW' THEN
        INSERT INTO jobs_jobword (owner_id, word)
        SELECT NEW.owner_id, word
        FROM (SELECT DISTINCT substr(lexeme, strpos(lexeme, ':') + 1) FROM unnest(tsvector_to_array(NEW.search_head)) AS lexeme
              WHERE lexeme ~ '^[0-9]+[tc]:.{4,40}$') AS heard (word)
        WHERE NOT EXISTS (SELECT FROM jobs_jobword known WHERE known.owner_id = NEW.owner_id AND known.word = heard.word);
    ELSE
        INSERT INTO jobs_jobword (owner_id, word)
        SELECT owner_id, word
        FROM (SELECT DISTINCT owner_id, substr(lexeme, strpos(lexeme, ':') + 1)
              FROM new_rows CROSS JOIN LATERAL unnest(tsvector_to_array(search_head)) AS lexeme
              WHERE lexeme ~ '^[0-9]+[tc]:.{4,40}$') AS heard (owner_id, word)
        WHERE NOT EXISTS (SELECT FROM jobs_jobword known WHERE known.owner_id = heard.owner_id AND known.word = heard.word);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER job_words_of_new AFTER INSERT ON jobs_job REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION job_learn_words();
CREATE TRIGGER job_words_of_changed AFTER UPDATE OF title, company ON jobs_job
    FOR EACH ROW WHEN (OLD.search_head IS DISTINCT FROM NEW.search_head) EXECUTE FUNCTION job_learn_words();
INSERT INTO jobs_jobword (owner_id, word)
SELECT DISTINCT owner_id, substr(lexeme, strpos(lexeme, ':') + 1) FROM jobs_job CROSS JOIN LATERAL unnest(tsvector_to_array(search_head)) AS lexeme
WHERE lexeme ~ '^[0-9]+[tc]:.{4,40}$';
"""
DROP_WORDS = """
DROP TRIGGER job_words_of_new ON jobs_job;
DROP TRIGGER job_words_of_changed ON jobs_job;
DROP FUNCTION job_learn_words;
"""

# Long texts leave the row, and what a row is tested, counted and sorted by stays: counting fifty thousand rows reads
# few pages. Columns that are `main` leave last.
SHORT_COLUMNS = (
    "title",
    "company",
    "locations",
    "skills",
    "tags",
    "url",
    "source",
    "external_reference",
    "search_head",
)
NARROW_ROWS = "ALTER TABLE jobs_job SET (toast_tuple_target = 512)" + "".join(
    f", ALTER COLUMN {column} SET STORAGE MAIN" for column in SHORT_COLUMNS
)
WIDE_ROWS = "ALTER TABLE jobs_job RESET (toast_tuple_target)" + "".join(
    f", ALTER COLUMN {column} SET STORAGE EXTENDED" for column in SHORT_COLUMNS
)


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0003_search_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="JobWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40)),
            ],
        ),
        migrations.AddField(
            model_name="job",
            name="search_head",
            field=jobtracker.generated.SearchedField(
                db_persist=True,
                expression=models.Func("owner", "title", "company", "skills", function="job_search_head"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.RunSQL(NARROW_ROWS, WIDE_ROWS),
        migrations.AddField(
            model_name="job",
            name="search_vector",
            field=jobtracker.generated.SearchedField(
                db_persist=True,
                expression=models.Func(
                    "owner",
                    "title",
                    "company",
                    "skills",
                    "locations",
                    "description",
                    "requirements",
                    function="job_search_vector",
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                models.F("owner"),
                models.OrderBy(models.F("updated_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="job_by_updated_at",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                models.F("owner"),
                models.OrderBy(models.F("deadline_on"), nulls_last=True),
                models.F("id"),
                name="job_by_deadline",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                models.F("owner"),
                models.OrderBy(models.F("salary_max_yearly"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="job_by_salary",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                models.F("owner"),
                models.F("remote_option"),
                models.OrderBy(models.F("posted_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="job_by_remote",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                models.F("owner"),
                models.F("job_type"),
                models.OrderBy(models.F("posted_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="job_by_type",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                models.F("owner"), django.db.models.functions.text.Lower("source"), name="job_by_source"
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                models.F("owner"),
                models.F("salary_currency"),
                django.db.models.functions.comparison.Coalesce("salary_max_yearly", "salary_min_yearly"),
                name="job_by_pay",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("owner"), models.F("search_vector"), name="job_search"
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("owner"),
                models.Func(
                    models.F("search_head"),
                    Cast(models.Value("{a}"), jobs.models.CharArrayField()),
                    function="ts_filter",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="job_search_title",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("owner"),
                models.Func(
                    models.F("search_head"),
                    Cast(models.Value("{a,b}"), jobs.models.CharArrayField()),
                    function="ts_filter",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="job_search_names",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("owner"), models.F("search_head"), name="job_search_head"
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("owner"),
                models.Func(
                    models.F("skills"),
                    function="job_lowered",
                    output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                name="job_skills",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("owner"),
                models.Func(
                    models.F("tags"),
                    function="job_lowered",
                    output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                name="job_tags",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("owner"),
                django.contrib.postgres.indexes.OpClass(
                    models.Func(
                        models.Func(models.F("locations"), function="job_joined"),
                        function="job_folded",
                        output_field=models.TextField(),
                    ),
                    "gin_trgm_ops",
                ),
                name="job_places",
            ),
        ),
        migrations.AddField(
            model_name="jobword",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="jobword",
            index=models.Index(models.F("owner"), models.F("word"), name="job_word_known"),
        ),
        migrations.AddIndex(
            model_name="jobword",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("owner"), django.contrib.postgres.indexes.OpClass("word", "gin_trgm_ops"), name="job_word_like"
            ),
        ),
        migrations.RunSQL(WORDS, DROP_WORDS),
    ]
