-- Telemetry is stored by the day on which it arrived. A day is made before it comes and dropped as a whole: no row is
-- ever deleted.

-- The days there are, and when rows were stored under each: 'infinity' where the clock was set back, so that no moment
-- tells. A dropped day stays listed, because its rows can no longer be recognised.
CREATE TABLE telemetry_day (
    day DATE PRIMARY KEY,
    made_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    opened_at TIMESTAMPTZ(3),
    closed_at TIMESTAMPTZ(3),
    dropped_at TIMESTAMPTZ(3)
);

-- One row: the day that what arrives belongs to, and how many days are kept. Only the owner changes it.
CREATE TABLE telemetry_calendar (
    id BOOLEAN PRIMARY KEY DEFAULT true CHECK (id),
    open_day DATE NOT NULL,
    kept_days INTEGER NOT NULL DEFAULT 30 CHECK (kept_days BETWEEN 7 AND 400)
);
GRANT SELECT ON telemetry_day, telemetry_calendar TO cs_app;

LOCK TABLE ingest_batch, prediction, outcome IN ACCESS EXCLUSIVE MODE;
ALTER TABLE ingest_batch RENAME TO former_ingest_batch;
ALTER TABLE prediction RENAME TO former_prediction;
ALTER TABLE outcome RENAME TO former_outcome;

CREATE TABLE "ingest_batch" (
    "workspace_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL
) PARTITION BY LIST (day);

CREATE TABLE "prediction" (
    "workspace_id" UUID NOT NULL,
    "prediction_id" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "exposure_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "score" DOUBLE PRECISION,
    "latency_ms" DOUBLE PRECISION,
    "failed" BOOLEAN NOT NULL,
    "slices" JSONB NOT NULL,
    "label" SMALLINT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL
) PARTITION BY LIST (day);

CREATE TABLE "outcome" (
    "workspace_id" UUID NOT NULL,
    "prediction_id" TEXT NOT NULL,
    "label" SMALLINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "joined" BOOLEAN NOT NULL DEFAULT false,
    "day" DATE NOT NULL
) PARTITION BY LIST (day);

SELECT isolate_table('ingest_batch', 'insert-only');
SELECT isolate_table('prediction', 'insert-only');
SELECT isolate_table('outcome', 'insert-only');
GRANT UPDATE (answer) ON ingest_batch TO cs_app;
GRANT UPDATE (label) ON prediction TO cs_app;
GRANT UPDATE (joined) ON outcome TO cs_app;

-- A partition has no grants, and isolation without a policy: rows are reached through its table alone. It is attached, not
-- created as a partition, which would wait for everybody who reads the table.
CREATE FUNCTION make_telemetry_day(made date) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  source text;
  part text;
BEGIN
  FOREACH source IN ARRAY ARRAY['ingest_batch', 'prediction', 'outcome'] LOOP
    part := source || to_char(made, '_YYYYMMDD');
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS)', part, source);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%L)', source, part, to_char(made, 'YYYY-MM-DD'));
  END LOOP;
  INSERT INTO telemetry_day (day) VALUES (made) ON CONFLICT (day) DO UPDATE SET made_at = now(), opened_at = NULL, closed_at = NULL, dropped_at = NULL;
END $$;

-- Drops a day's rows. Who reads them now (a backup) is not waited for.
CREATE FUNCTION drop_telemetry_day(dropped date) RETURNS boolean LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  source text;
BEGIN
  LOCK TABLE ingest_batch, prediction, outcome IN ACCESS EXCLUSIVE MODE NOWAIT;
  FOREACH source IN ARRAY ARRAY['ingest_batch', 'prediction', 'outcome'] LOOP
    EXECUTE format('DROP TABLE %I', source || to_char(dropped, '_YYYYMMDD'));
  END LOOP;
  UPDATE telemetry_day SET dropped_at = now() WHERE day = dropped;
  RETURN true;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;
END $$;

-- The days whose rows may go: older than is kept, followed by more days that were open than are kept, and over before
-- every rollout that is still open began. A clock that jumps ahead opens one day, so it lets one go.
CREATE VIEW expired_telemetry_day AS
  SELECT old.day, calendar.kept_days FROM telemetry_day old, telemetry_calendar calendar
  WHERE old.dropped_at IS NULL AND old.day < calendar.open_day - calendar.kept_days
    AND calendar.kept_days < (
      SELECT count(*) FROM telemetry_day later
      WHERE later.dropped_at IS NULL AND later.opened_at IS NOT NULL AND later.day > old.day)
    AND NOT EXISTS (
      SELECT FROM rollout
      WHERE rollout.ended_at IS NULL AND (rollout.started_at AT TIME ZONE 'UTC')::date <= old.day);

-- Makes the days to come, opens today and drops what has expired; says what it did. While it works nothing is ingested, so
-- that all that arrived on one day is stored before anything of the next.
CREATE FUNCTION turn_telemetry_day_to(today date) RETURNS SETOF text LANGUAGE plpgsql
  SET search_path = public, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
  each_day date;
BEGIN
  IF NOT EXISTS (
    SELECT generate_series(today, today + 7, '1 day')::date EXCEPT SELECT day FROM telemetry_day WHERE dropped_at IS NULL
  ) AND EXISTS (SELECT FROM telemetry_calendar WHERE open_day = today)
    AND NOT EXISTS (SELECT FROM expired_telemetry_day) THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('countersign.telemetry-day'));
  FOR each_day IN
    SELECT generate_series(today, today + 7, '1 day')::date EXCEPT SELECT day FROM telemetry_day WHERE dropped_at IS NULL
    ORDER BY 1
  LOOP
    PERFORM make_telemetry_day(each_day);
    RETURN NEXT 'made ' || to_char(each_day, 'YYYY-MM-DD');
  END LOOP;
  UPDATE telemetry_day SET closed_at = CASE
      WHEN EXISTS (SELECT FROM telemetry_day ahead WHERE ahead.opened_at IS NOT NULL AND ahead.day >= today) THEN 'infinity'
      ELSE greatest(clock_timestamp(), today::timestamp AT TIME ZONE 'UTC') END
    WHERE day <> today AND day = (SELECT open_day FROM telemetry_calendar);
  UPDATE telemetry_calendar SET open_day = today WHERE open_day <> today;
  IF FOUND THEN
    UPDATE telemetry_day SET opened_at = now(), closed_at = NULL WHERE day = today;
    RETURN NEXT 'opened ' || to_char(today, 'YYYY-MM-DD');
  END IF;
  FOR each_day IN SELECT day FROM expired_telemetry_day ORDER BY day LOOP
    IF drop_telemetry_day(each_day) THEN
      RETURN NEXT 'dropped ' || to_char(each_day, 'YYYY-MM-DD');
    END IF;
  END LOOP;
END $$;

-- What the application may do about days: this, without a choice.
CREATE FUNCTION turn_telemetry_day() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT turn_telemetry_day_to((now() AT TIME ZONE 'UTC')::date)
$$;

-- The day that stays open until the caller's transaction ends, and the last day whose rows are gone.
CREATE FUNCTION enter_telemetry_day(OUT day text, OUT last_dropped text) LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('countersign.telemetry-day'));
  SELECT to_char(open_day, 'YYYY-MM-DD') INTO day FROM telemetry_calendar;
  SELECT to_char(max(gone.day), 'YYYY-MM-DD') INTO last_dropped FROM telemetry_day gone WHERE dropped_at IS NOT NULL;
END $$;

REVOKE ALL ON FUNCTION make_telemetry_day(date), drop_telemetry_day(date), turn_telemetry_day_to(date),
  turn_telemetry_day(), enter_telemetry_day() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION turn_telemetry_day(), enter_telemetry_day() TO cs_app;

-- What was stored before moves to the day it arrived on.
INSERT INTO telemetry_calendar (open_day) VALUES ('-infinity');
DO $$
DECLARE
  each_day date;
BEGIN
  FOR each_day IN
    SELECT DISTINCT (received_at AT TIME ZONE 'UTC')::date FROM (
      SELECT received_at FROM former_ingest_batch
      UNION ALL SELECT received_at FROM former_prediction
      UNION ALL SELECT received_at FROM former_outcome) stored
    ORDER BY 1
  LOOP
    PERFORM make_telemetry_day(each_day);
  END LOOP;
  UPDATE telemetry_day SET opened_at = day, closed_at = day + 2;
END $$;
INSERT INTO ingest_batch (workspace_id, id, kind, digest, answer, received_at, day)
SELECT workspace_id, id, kind, digest, answer, received_at, (received_at AT TIME ZONE 'UTC')::date FROM former_ingest_batch;
INSERT INTO prediction (workspace_id, prediction_id, arm, exposure_id, at, score, latency_ms, failed, slices, label, received_at, day)
SELECT workspace_id, prediction_id, arm, exposure_id, at, score, latency_ms, failed, slices, label, received_at,
  (received_at AT TIME ZONE 'UTC')::date FROM former_prediction;
INSERT INTO outcome (workspace_id, prediction_id, label, at, received_at, joined, day)
SELECT workspace_id, prediction_id, label, at, received_at, joined, (received_at AT TIME ZONE 'UTC')::date FROM former_outcome;
DROP TABLE former_ingest_batch, former_prediction, former_outcome;

-- Unique within a day; an id known from another day is found when it arrives, since one day's rows are all stored before
-- the next day opens.
ALTER TABLE ingest_batch ADD CONSTRAINT ingest_batch_pkey PRIMARY KEY (workspace_id, kind, id, day);
ALTER TABLE prediction ADD CONSTRAINT prediction_pkey PRIMARY KEY (workspace_id, prediction_id, arm, exposure_id, day);
ALTER TABLE outcome ADD CONSTRAINT outcome_pkey PRIMARY KEY (workspace_id, prediction_id, day);
CREATE INDEX ingest_batch_received_at_idx ON ingest_batch (received_at);
CREATE INDEX prediction_exposure_id_at_idx ON prediction (exposure_id, at);
CREATE INDEX outcome_joined_received_at_idx ON outcome (joined, received_at);

DO $$ BEGIN PERFORM turn_telemetry_day_to((now() AT TIME ZONE 'UTC')::date); END $$;
