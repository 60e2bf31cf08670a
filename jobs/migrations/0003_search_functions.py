"""What searches are made of: extensions, a text search configuration, and the functions that postings and queries share."""

from django.contrib.postgres.operations import BtreeGinExtension, CreateExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

# Bodies in the standard's form are bound when they are made: they hold whatever the search path is, as in a restore.
FUNCTIONS = r"""
-- Stems, but no stop words: "IT" is a trade, and "Go" a language.
CREATE TEXT SEARCH DICTIONARY job_stem (TEMPLATE = snowball, Language = english);
CREATE TEXT SEARCH CONFIGURATION job_search (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION job_search
    ALTER MAPPING FOR asciiword, word, asciihword, hword, hword_asciipart, hword_part WITH job_stem;

-- Without accents and case. `unaccent` is not immutable only because somebody might edit its dictionary.
CREATE FUNCTION job_folded(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC SELECT lower(unaccent($1)); END;

CREATE FUNCTION job_lowered(text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC SELECT string_to_array(lower(array_to_string($1, E'\x1f')), E'\x1f'); END;

CREATE FUNCTION job_joined(text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC SELECT array_to_string($1, E'\n'); END;

-- What the parser is given, of postings and of queries alike: names that it would take apart are words of letters here.
-- "Go-to-market" is not Go, "C-level" not C, and "R&D" not R.
CREATE FUNCTION job_search_text(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT CASE
        -- One look at texts that have none of these, which most have not.
        WHEN folded !~ '[a-z](\+\+|#)|\.(net|js)\M|\m(objective-c|r ?& ?d|c-level|c-suite|go-to-market)\M'
            THEN translate(folded, '.', ' ')
        ELSE translate(
            regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
                folded,
                '\m([a-z])\+\+', '\1plusplus ', 'g'),
                '\m([a-z])#', '\1sharp ', 'g'),
                '\m(asp|vb|ado)\.net\M', '\1net dotnet', 'g'),
                '(?<![a-z0-9])\.net\M', ' dotnet ', 'g'),
                '\m([a-z0-9]+)\.js\M', '\1js \1', 'g'),
                '\m(objective)-c\M', '\1c \1', 'g'),
                '\m(r) ?& ?(d)\M|\m(c)-(level|suite)\M|\m(go)-(to)-(market)\M', '\1\2\3\4\5\6\7', 'g'),
            '.', ' ')
        END
    FROM (SELECT translate(job_folded($1), '/:\♯', '   #')) AS given (folded);
END;

CREATE FUNCTION job_words(text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC SELECT tsvector_to_array(to_tsvector('pg_catalog.simple'::regconfig, job_search_text($1))); END;

-- Whole words under a mark of their own, for prefixes and typos; no lexeme of the parser has a colon.
CREATE FUNCTION job_marked(mark text, words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC SELECT array_to_tsvector(ARRAY(SELECT mark || word FROM unnest(job_words(words)) AS word)); END;

-- The owner is part of the mark: a prefix reads all words that begin with it, and should read nobody else's.
CREATE FUNCTION job_search_head(owner bigint, title text, company text, skills text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT setweight(to_tsvector('job_search'::regconfig, job_search_text(title)), 'A')
        || setweight(to_tsvector('job_search'::regconfig, job_search_text(company)), 'B')
        || setweight(to_tsvector('job_search'::regconfig, job_search_text(array_to_string(skills, ' ; '))), 'C')
        || job_marked(owner || 't:', title) || job_marked(owner || 'c:', company);
END;

CREATE FUNCTION job_search_vector(
    owner bigint, title text, company text, skills text[], locations text[], description text, requirements text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT job_search_head(owner, title, company, skills) || to_tsvector('job_search'::regconfig, job_search_text(
        array_to_string(locations, ' ; ') || E'\n' || description || E'\n' || requirements
    ));
END;

-- Passes its argument on. The planner takes a comparison with a vector for cheap, but a long vector has to be fetched
-- and unpacked first (16 microseconds); the cost of this function tells it to ask the index instead. Not parallel:
-- starting workers takes longer than a page.
CREATE FUNCTION job_costly(tsquery) RETURNS tsquery LANGUAGE plpgsql STABLE COST 100000
AS $$ BEGIN RETURN $1; END $$;

CREATE FUNCTION job_search_notes(text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC SELECT to_tsvector('job_search'::regconfig, job_search_text($1)); END;
"""
DROP_FUNCTIONS = """
DROP FUNCTION job_costly, job_search_notes, job_search_vector, job_search_head, job_marked, job_words, job_search_text, job_joined,
    job_lowered, job_folded;
DROP TEXT SEARCH CONFIGURATION job_search;
DROP TEXT SEARCH DICTIONARY job_stem;
"""


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_posting")]

    # The owner of a database may create these extensions: PostgreSQL trusts them.
    operations = [
        UnaccentExtension(),
        # Words like a given one, and parts of places, through an index.
        TrigramExtension(),
        # How many letters two words differ by.
        CreateExtension("fuzzystrmatch"),
        # Indexes that begin with the owner and go on with words.
        BtreeGinExtension(),
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
    ]
