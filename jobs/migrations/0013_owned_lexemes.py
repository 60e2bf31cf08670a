"""Lexemes are marked with their owner: a word of everybody's postings is looked up among one's own alone."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models
from django.db.models.functions import Cast

import jobs.models

# A common word is in half a million postings, of which the person has some thousand; but an index that begins with the
# owner reads what all of them have, and then picks.
MARKED = r"""
-- 'word':1A becomes '123:word':1A. In the text of a vector a quote after a blank begins a lexeme: no lexeme of the
-- parser has a blank in it (nor a colon). Tens of thousands of different words, with marks and places, would be too
-- many for a vector; and what would be too long with its mark is longer than a search may be.
CREATE FUNCTION job_owned(mark text, words tsvector) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT replace(
        ' ' || CASE
            WHEN length(words) <= 20000 AND told !~ '''[^ :]{200}' THEN told
            ELSE ts_delete(
                CASE WHEN length(words) > 20000 THEN strip(words) ELSE words END,
                ARRAY(SELECT lexeme FROM unnest(tsvector_to_array(words)) AS lexeme WHERE octet_length(lexeme) > 2000)
            )::text
        END,
        ' ''', ' ''' || mark
    )::tsvector
    FROM (SELECT words::text OFFSET 0) AS written (told);
END;

CREATE FUNCTION job_head_stems(title text, company text, skills text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT setweight(to_tsvector('job_search'::regconfig, job_search_text(title)), 'A')
        || setweight(to_tsvector('job_search'::regconfig, job_search_text(company)), 'B')
        || setweight(to_tsvector('job_search'::regconfig, job_search_text(array_to_string(skills, ' ; '))), 'C');
END;

-- Stems are marked with `h` (of 123: '123h:stem'), whole words of the title with `t` and of the company with `c`.
CREATE FUNCTION job_marked_head(owner bigint, stems tsvector, title text, company text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT job_owned(owner || 'h:', stems) || job_marked(owner || 't:', title) || job_marked(owner || 'c:', company);
END;

CREATE OR REPLACE FUNCTION job_search_head(owner bigint, title text, company text, skills text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC SELECT job_marked_head(owner, job_head_stems(title, company, skills), title, company); END;

-- The same, and the stems of all texts under a mark without a letter: the index tells what only the long ones have.
-- The mark alone is in all that a person has, for searches that say nothing but what must not be there.
CREATE OR REPLACE FUNCTION job_search_vector(
    owner bigint, title text, company text, skills text[], locations text[], description text, requirements text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT job_marked_head(owner, stems, title, company)
        || job_owned(owner || ':', stems || to_tsvector('job_search'::regconfig, job_search_text(
            array_to_string(locations, ' ; ') || E'\n' || description || E'\n' || requirements
        )))
        || array_to_tsvector(ARRAY[owner || ':'])
    FROM (SELECT job_head_stems(title, company, skills) OFFSET 0) AS of_head (stems);
END;
"""
UNMARKED = r"""
CREATE OR REPLACE FUNCTION job_search_head(owner bigint, title text, company text, skills text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT setweight(to_tsvector('job_search'::regconfig, job_search_text(title)), 'A')
        || setweight(to_tsvector('job_search'::regconfig, job_search_text(company)), 'B')
        || setweight(to_tsvector('job_search'::regconfig, job_search_text(array_to_string(skills, ' ; '))), 'C')
        || job_marked(owner || 't:', title) || job_marked(owner || 'c:', company);
END;

CREATE OR REPLACE FUNCTION job_search_vector(
    owner bigint, title text, company text, skills text[], locations text[], description text, requirements text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT job_search_head(owner, title, company, skills) || to_tsvector('job_search'::regconfig, job_search_text(
        array_to_string(locations, ' ; ') || E'\n' || description || E'\n' || requirements
    ));
END;
"""
# The columns anew, by what the functions are now. Before PostgreSQL 17 that means other columns in their place; in one
# statement, which writes the table once. The indexes on them go with them.
COLUMNS = """
DROP TRIGGER job_words_of_changed ON jobs_job;
ALTER TABLE jobs_job
    DROP COLUMN search_head,
    DROP COLUMN search_vector,
    ADD COLUMN search_head tsvector
        GENERATED ALWAYS AS (job_search_head(owner_id, title, company, skills)) STORED,
    ADD COLUMN search_vector tsvector
        GENERATED ALWAYS AS (
            job_search_vector(owner_id, title, company, skills, locations, description, requirements)
        ) STORED,
    ALTER COLUMN search_head SET STORAGE MAIN;
CREATE TRIGGER job_words_of_changed AFTER UPDATE OF title, company ON jobs_job
    FOR EACH ROW WHEN (OLD.search_head IS DISTINCT FROM NEW.search_head) EXECUTE FUNCTION job_learn_words();
"""
GONE = "DROP FUNCTION job_marked_head, job_head_stems, job_owned;"


def named_in(weights: str) -> models.Func:
    """The expression of an index on the words with these weights."""
    return models.Func(
        models.F("search_head"),
        Cast(models.Value(weights), jobs.models.CharArrayField()),
        function="ts_filter",
        output_field=django.contrib.postgres.search.SearchVectorField(),
    )


# The lexemes say whose they are.
INDEXES = {
    "job_search": models.F("search_vector"),
    "job_search_title": named_in("{a}"),
    "job_search_names": named_in("{a,b}"),
    "job_search_head": models.F("search_head"),
}


class Migration(migrations.Migration):
    dependencies = [("jobs", "0012_facet_counts_in_place")]

    operations = [
        *(migrations.RemoveIndex(model_name="job", name=name) for name in INDEXES),
        migrations.RunSQL(MARKED + COLUMNS, UNMARKED + COLUMNS + GONE),
        *(
            migrations.AddIndex(model_name="job", index=django.contrib.postgres.indexes.GinIndex(expression, name=name))
            for name, expression in INDEXES.items()
        ),
    ]
