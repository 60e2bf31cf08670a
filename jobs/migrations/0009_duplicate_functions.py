"""By what a repeated posting is known: its address in one form, and its role in one form; both as a number."""

from django.db import migrations

# PostgreSQL keeps the last 32 regular expressions compiled: the common addresses get by with few of them, and what is
# rare is looked for behind a LIKE.
POSTING_URL = r"""
-- The one form of all addresses of a posting: applying this to its own answer changes nothing. NULL for what is no web
-- address, and for a page that seems to be about no posting in particular. It calls what PostgreSQL itself has, and
-- nothing else: a restore's search path does not matter.
CREATE FUNCTION job_posting_url(address text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    uuid CONSTANT text := '(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
    parts text[] := regexp_match(address, '^https?://([^/?#]+)([^?#]*)(\?[^#]*)?(#.*)?$', 'i');
    host text;
    -- With a dot in front: one pattern fits a host and its subdomains.
    dotted text;
    path text;
    -- With an ampersand in front of each parameter.
    query text := '';
    fragment text := '';
    tenant text;
    id text;
BEGIN
    IF parts IS NULL THEN
        RETURN NULL;
    END IF;

    host := lower(parts[1]);
    IF host LIKE '%:%' THEN
        host := regexp_replace(host, '(:(80|443)?)+$', '');
    END IF;
    host := rtrim(host, '.');
    WHILE host LIKE 'www.%.%' LOOP
        host := substr(host, 5);
    END LOOP;
    dotted := '.' || host;

    path := parts[2];
    IF path LIKE '%//%' THEN
        path := regexp_replace(path, '/{2,}', '/', 'g');
    END IF;
    path := rtrim(path, '/');
    WHILE lower(path) LIKE '%/apply' OR lower(path) LIKE '%/application' LOOP
        path := rtrim(regexp_replace(path, '[^/]+$', ''), '/');
    END LOOP;

    IF parts[3] IS NOT NULL THEN
        -- Copied from a page's source, "&" is "&amp;".
        SELECT coalesce(string_agg('&' || parameter, '' ORDER BY parameter COLLATE "C"), '') INTO query
        FROM (
            SELECT DISTINCT regexp_replace(given, '^(amp;)+', '', 'i') AS parameter
            FROM unnest(string_to_array(substr(parts[3], 2), '&')) AS given
        ) AS sent
        WHERE parameter <> '' AND parameter NOT LIKE '=%'
            -- Where somebody comes from, and how the page is to look.
            AND parameter !~* '^(utm_|rx_|tm_|_gl|_ga|_hs|mc_[ce]id|[a-z]*clid|[gw]braid|igshid|li_fat_id|gh_src|gh_jb|lever-(source|origin)|trk|tracking|ref_?id|refer|iisn?|cmpid|from_?page|needsredirect|in_iframe|bga|width|height|(jan|jun)1offset|(hl|lang|locale)(=|$))'
            -- These do the same if they are words; with a number in them they may be what names the posting.
            AND parameter !~* '^(ref|source|src|from|via|mode|mobile|icims|fr|nl|codes|sort_by|spread)(=(?!.*\d{3}).*)?$';
    END IF;

    -- A fragment is a place on the page, unless a page that is a program has its address there.
    IF parts[4] ~ '\d{3}' AND parts[4] NOT LIKE '#:~:%' THEN
        fragment := split_part(parts[4], '?', 1);
        IF fragment !~ '\d{3}' THEN
            fragment := parts[4];
        END IF;
        fragment := rtrim(fragment, '/');
    END IF;

    IF dotted LIKE '%.greenhouse.io' THEN
        id := coalesce(substring(query, '&(?:gh_jid|token)=(\d+)'), substring(path, '/jobs/(\d+)'));
    ELSIF query LIKE '%&gh_jid=%' THEN
        id := substring(query, '&gh_jid=(\d+)');
    END IF;
    IF id IS NOT NULL THEN
        RETURN 'https://greenhouse.io/jobs/' || id;
    END IF;

    CASE
    WHEN dotted LIKE '%.lever.co' THEN
        id := 'https://lever.co/' || lower(substring(path, uuid));
    WHEN dotted LIKE '%.ashbyhq.com' OR query LIKE '%&ashby_jid=%' THEN
        id := 'https://ashbyhq.com/' || lower(substring(path || query, uuid));
    WHEN dotted LIKE '%.myworkdayjobs.com' OR dotted LIKE '%.myworkdaysite.com' THEN
        tenant := CASE
            WHEN host LIKE '%.myworkdayjobs.com' THEN split_part(host, '.', 1)
            ELSE lower(substring(path, '(?i)/recruiting/([^/]+)/'))
        END;
        -- The number stands behind the last underscore; "-1" behind it tells its addresses on several boards apart.
        id := lower(substring(path, '(?i)/(?:job|details)/.*_([^/_]*\d[^/_]*)'));
        IF id ~ '\d{4}-\d$' AND id !~ '(^|\D)20\d\d-\d$' OR id ~ '\d{5}-\d\d$' THEN
            id := substring(id, '^(.*)-\d+$');
        END IF;
        id := 'https://' || tenant || '.myworkdayjobs.com/job/_' || id;
    WHEN dotted LIKE '%.smartrecruiters.com' THEN
        id := 'https://smartrecruiters.com/jobs/' || substring(path, '/[^/]+/(\d{9,})');
    WHEN dotted LIKE '%.icims.com' THEN
        id := 'https://' || host || '/jobs/' || substring(path, '/jobs/(\d+)');
    WHEN dotted LIKE '%.taleo.net' THEN
        id := 'https://' || host || '/?' || coalesce(
            substring(query, '(?i)&(job=\w+)'),
            coalesce(substring(query, '(?i)&(org=\w+)') || '&', '') || substring(query, '(?i)&(rid=\d+)')
        );
    WHEN dotted LIKE '%.successfactors.com' OR dotted LIKE '%.successfactors.eu' THEN
        id := 'https://successfactors.com/?company=' || lower(substring(query, '(?i)&company=([^&]+)'))
            || '&jobid=' || substring(query, '(?i)&(?:career_job_req_id|jobid)=(\d+)');
    WHEN dotted LIKE '%.workable.com' THEN
        id := 'https://workable.com/j/' || upper(substring(path, '(?i)/j/([0-9a-f]{6,})'));
    WHEN dotted LIKE '%.recruitee.com' THEN
        id := 'https://' || host || '/o/' || lower(substring(path, '/o/([^/]+)'));
    WHEN dotted LIKE '%.bamboohr.com' THEN
        id := 'https://' || host || '/careers/'
            || coalesce(substring(path, '/(?:careers|jobs)/(\d+)'), substring(query, '&id=(\d+)'));
    WHEN dotted LIKE '%.jobs.personio.%' THEN
        id := 'https://' || split_part(host, '.', 1) || '.jobs.personio.com/job/' || substring(path, '/job/(\d+)');
    WHEN dotted LIKE '%.teamtailor.com' THEN
        id := 'https://' || host || '/jobs/' || substring(path, '/jobs/(\d+)');
    WHEN dotted LIKE '%.jobvite.com' THEN
        -- No word for a button, which would be none of the address's form either.
        id := 'https://jobvite.com/job/'
            || coalesce(substring(path, '/job/(\w+)'), substring(query, '(?i)&c?j=(?!application(?:&|$))(\w{6,})'));
    WHEN dotted LIKE '%.linkedin.com' THEN
        id := 'https://linkedin.com/jobs/view/'
            || coalesce(substring(path, '/jobs/view/(?:[^/]*-)?(\d+)$'), substring(query, '(?i)&currentjobid=(\d+)'));
    WHEN dotted LIKE '%.indeed.%' THEN
        id := 'https://indeed.com/viewjob?jk=' || lower(substring(query, '&v?jk=(\w+)'));
    WHEN dotted LIKE '%.glassdoor.%' THEN
        id := 'https://glassdoor.com/job-listing?jl=' || substring(query, '(?i)&(?:jl|joblistingid)=(\d+)');
    WHEN host IN ('google.com', 'careers.google.com') THEN
        id := 'https://careers.google.com/jobs/results/' || substring(path, '/jobs/results/(\d+)');
    WHEN host = 'amazon.jobs' THEN
        id := 'https://amazon.jobs/jobs/' || substring(path, '/jobs/(\d+)');
    WHEN dotted LIKE '%.oraclecloud.com' THEN
        id := 'https://' || host || '/job/' || substring(path, '/(?:job|preview)/(\d+)');
    WHEN dotted LIKE '%.eightfold.ai' THEN
        id := 'https://' || host || '/careers/job/' || coalesce(substring(path, '/job/(\d+)'), substring(query, '&pid=(\d+)'));
    ELSE
        id := NULL;
    END CASE;
    IF id IS NOT NULL THEN
        RETURN id;
    END IF;

    -- Many sites have the title behind the number, and do not look at it.
    IF lower(path) LIKE '%/job%' THEN
        path := coalesce(substring(path, '(?i)^(.*/jobs?/[a-z]*-?(?:\d{4}-)?\d{5,}[a-z]*)/[^/]+$'), path);
    END IF;
    path := CASE WHEN path <> '' THEN path ELSE '/' END
        || CASE WHEN query <> '' THEN '?' || substr(query, 2) ELSE '' END || fragment;
    -- A posting has a number that is no year, or its title at the end; "/careers" and "/students/summer-2026" have not.
    IF regexp_replace(path, '(?<!\d)(19|20)\d\d(?!\d)', '', 'g') !~ '\d{3}|\m[0-9a-f]{8,}\M'
        AND path !~ '[^/?]-[^/?]*-[^/?]*-[^/?]*$' THEN
        RETURN NULL;
    END IF;
    RETURN 'https://' || host || path;
END $$;

-- Sixty-four bits that stand for a text: short enough for an index of their own.
CREATE FUNCTION job_key(text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC SELECT ('x' || substr(md5($1), 1, 16))::bit(64)::bigint; END;

-- NULL where there is no address of a posting.
CREATE FUNCTION job_url_key(address text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC SELECT job_key(job_posting_url(address)); END;

-- Whose number it is: on one site, two numbers are two postings.
CREATE FUNCTION job_url_site(address text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC SELECT job_key(split_part(job_posting_url(address), '/', 3)); END;
"""

ROLE_KEY = r"""
-- Words alone. What parts words is listed, and not left to the database's locale: in some of those no letter outside
-- ASCII is one.
CREATE FUNCTION job_plain(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT btrim(regexp_replace(
        $1, '[\u0001-/:-@\[-`{-\u00bf\u2000-\u2bff\u3000-\u303f\ufe00-\ufe0f\U0001f000-\U0001faff]+', ' ', 'g'
    ));
END;

-- "The Boeing Co." and "Boeing", "Müller GmbH & Co. KG" and "Muller".
CREATE FUNCTION job_plain_company(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT coalesce(nullif(regexp_replace(
        name,
        '^the (?=.)|( (incorporated|inc|llc|llp|lp|ltd|limited|gmbh|mbh|ag|kg|kgaa|ug|se|sa|sas|sarl|srl|spa|bv|nv|ab|as|asa|aps|oy|oyj|plc|corp|corporation|co|company|pty|pte|pvt))+$',
        '', 'g'
    ), ''), name)
    FROM (SELECT job_plain(regexp_replace(job_folded($1), '(?<=\w)\s*\([^()]*\)\s*$', ''))) AS folded (name);
END;

-- The different words in the order of the alphabet: "Intern – Software Engineering" is "Software Engineer Internship".
-- Numbers and levels count: "Engineer II" is not "Engineer III". For seasons and years see `job_title_term`.
CREATE FUNCTION job_plain_title(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT string_agg(DISTINCT word, ' ' ORDER BY word)
    FROM (
        SELECT CASE given
            WHEN 'internship' THEN 'intern' WHEN 'interns' THEN 'intern' WHEN 'internships' THEN 'intern'
            WHEN 'engineering' THEN 'engineer' WHEN 'development' THEN 'developer'
            WHEN 'sr' THEN 'senior' WHEN 'jr' THEN 'junior'
            WHEN 'i' THEN '1' WHEN 'ii' THEN '2' WHEN 'iii' THEN '3' WHEN 'iv' THEN '4'
            ELSE given
        END COLLATE "C"
        FROM string_to_table(
            job_plain(
                -- Not the genders that may apply: "(m/f/d)", "Entwickler:in".
                regexp_replace(
                    job_search_text(regexp_replace(
                        $1, '\(?\m[mwfhdx](/[mwfhdxi]){1,3}\M\)?|\((all genders|gn)\)|[*:/_]in(nen)?\M', '', 'gi'
                    )),
                    '\mswe\M', 'software engineer', 'g'
                )
            ),
            ' '
        ) AS given
    ) AS words (word)
    WHERE word NOT IN ('', 'and', 'spring', 'summer', 'fall', 'autumn', 'winter') AND word !~ '^20[0-9][0-9]$';
END;

-- The seasons and years of a title, as one text, or NULL: one source leaves them out, but if two name different ones,
-- those are two openings.
CREATE FUNCTION job_title_term(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT string_agg(DISTINCT word, ' ' ORDER BY word)
    FROM (
        SELECT replace(lower(found[1]), 'autumn', 'fall') COLLATE "C"
        FROM regexp_matches($1, '\m(spring|summer|fall|autumn|winter|20[0-9][0-9])\M', 'gi') AS found
    ) AS words (word);
END;

-- The different towns: what stands behind the first comma is written in too many ways.
CREATE FUNCTION job_plain_places(text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT coalesce(string_agg(DISTINCT town, ';' ORDER BY town), '')
    FROM (
        SELECT CASE given
            WHEN 'nyc' THEN 'new york' WHEN 'new york city' THEN 'new york'
            WHEN 'sf' THEN 'san francisco' WHEN 'la' THEN 'los angeles'
            ELSE given
        END COLLATE "C"
        FROM (SELECT job_plain(job_folded(split_part(place, ',', 1))) FROM unnest($1) AS place) AS named (given)
    ) AS towns (town);
END;

CREATE FUNCTION job_role_key(company text, title text, locations text[]) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT job_key(
        -- What is made of signs alone stays as it is.
        coalesce(nullif(job_plain_company(company), ''), company) || E'\n'
        || coalesce(job_plain_title(title), title) || E'\n' || job_plain_places(locations)
    );
END;
"""
DROP_FUNCTIONS = """
DROP FUNCTION job_role_key, job_title_term, job_plain_places, job_plain_title, job_plain_company, job_plain, job_url_site, job_url_key, job_key,
    job_posting_url;
"""


class Migration(migrations.Migration):
    dependencies = [("jobs", "0008_deadlines_from_both_ends")]

    operations = [migrations.RunSQL(POSTING_URL + ROLE_KEY, DROP_FUNCTIONS)]
