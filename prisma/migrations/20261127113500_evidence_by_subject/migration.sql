-- Evidence by subject. A subject's rows are not independent: it is the subject who is assigned to an arm.

-- The tables that have a partition for each day of arrival: one place says which.
CREATE FUNCTION telemetry_tables() RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN ARRAY['ingest_batch', 'prediction', 'outcome', 'subject_seen'];

-- The subject's keyed hash: 64 bits of an HMAC under the workspace's key. Null where the sender named none.
ALTER TABLE prediction ADD COLUMN "subject" BIGINT;

-- The subjects of each arm, by the day on which they were first seen.
CREATE TABLE "subject_seen" (
    "workspace_id" UUID NOT NULL,
    "exposure_id" UUID NOT NULL,
    "arm" TEXT NOT NULL,
    "subject" BIGINT NOT NULL,
    "day" DATE NOT NULL
) PARTITION BY LIST (day);
SELECT isolate_table('subject_seen', 'insert-only');
ALTER TABLE subject_seen ADD CONSTRAINT subject_seen_pkey PRIMARY KEY (exposure_id, arm, subject, day);

CREATE OR REPLACE FUNCTION make_telemetry_day(made date) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  source text;
BEGIN
  FOREACH source IN ARRAY telemetry_tables() LOOP
    PERFORM make_telemetry_partition(source, made);
  END LOOP;
  INSERT INTO telemetry_day (day) VALUES (made) ON CONFLICT (day) DO UPDATE SET made_at = now(), opened_at = NULL, closed_at = NULL, dropped_at = NULL;
END $$;

CREATE FUNCTION make_telemetry_partition(source text, made date) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  part text := source || to_char(made, '_YYYYMMDD');
BEGIN
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS)', part, source);
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%L)', source, part, to_char(made, 'YYYY-MM-DD'));
END $$;

CREATE OR REPLACE FUNCTION drop_telemetry_day(dropped date) RETURNS boolean LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  source text;
BEGIN
  FOREACH source IN ARRAY telemetry_tables() LOOP
    EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE NOWAIT', source);
  END LOOP;
  FOREACH source IN ARRAY telemetry_tables() LOOP
    EXECUTE format('DROP TABLE %I', source || to_char(dropped, '_YYYYMMDD'));
  END LOOP;
  UPDATE telemetry_day SET dropped_at = now() WHERE day = dropped;
  RETURN true;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;
END $$;
REVOKE ALL ON FUNCTION telemetry_tables(), make_telemetry_partition(text, date) FROM PUBLIC;

SELECT make_telemetry_partition('subject_seen', day) FROM telemetry_day WHERE dropped_at IS NULL;

-- How many of those who are assigned were first seen in a bucket, where answers are counted: a row without a subject is one
-- of its own.
ALTER TABLE metric_rollup ADD COLUMN "units" INTEGER NOT NULL DEFAULT 0;
UPDATE metric_rollup SET units = n + non_finite WHERE metric = 'error-rate' AND slice = '';
ALTER TABLE metric_rollup ALTER COLUMN "units" DROP DEFAULT;

-- The rows that name a subject, by 64 random groups of subjects: how much more the groups differ than independent rows
-- would says how many independent rows they are worth.
CREATE TABLE "subject_group_sums" (
    "workspace_id" UUID NOT NULL,
    "exposure_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "rows" DOUBLE PRECISION[] NOT NULL,
    "broken" DOUBLE PRECISION[] NOT NULL,
    "totals" DOUBLE PRECISION[] NOT NULL,
    "total_squares" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "subject_group_sums_pkey" PRIMARY KEY ("exposure_id", "metric", "arm")
);
SELECT isolate_table('subject_group_sums', 'insert-only');
GRANT UPDATE (rows, broken, totals, total_squares) ON subject_group_sums TO cs_app;

CREATE FUNCTION add_by_place(a DOUBLE PRECISION[], b DOUBLE PRECISION[]) RETURNS DOUBLE PRECISION[] LANGUAGE sql IMMUTABLE
  RETURN (SELECT array_agg(x + y ORDER BY place) FROM unnest(a, b) WITH ORDINALITY AS pair (x, y, place));
