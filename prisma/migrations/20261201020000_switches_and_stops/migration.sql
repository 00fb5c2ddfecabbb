-- Pointers that are switched off, and the stop of all rollouts: both are freezes that two people end.

-- CreateTable
CREATE TABLE "stop" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_by_name" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by_id" UUID,
    "confirmed_by_name" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "stop_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "stop_workspace_id_asked_at_idx" ON "stop"("workspace_id", "asked_at");

ALTER TABLE stop ADD CONSTRAINT stop_of_two CHECK (
  (confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (confirmed_at IS NULL) = (confirmed_by_name IS NULL)
  AND confirmed_by_id IS DISTINCT FROM asked_by_id
);

SELECT isolate_table('stop', 'insert-only');
GRANT UPDATE (confirmed_by_id, confirmed_by_name, confirmed_at) ON stop TO cs_app;
CREATE FUNCTION stop_confirmed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.confirmed_at IS NOT NULL THEN
    RAISE EXCEPTION 'This was confirmed already' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stop_confirmed_once BEFORE UPDATE ON stop FOR EACH ROW EXECUTE FUNCTION stop_confirmed_once();
ALTER TABLE stop ENABLE ALWAYS TRIGGER stop_confirmed_once;

-- Whatever the application is made to say, two people stopped everything.
CREATE FUNCTION freeze_stops_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.terms -> 'window' ->> 'kind' = 'stop'
    AND NOT EXISTS (SELECT FROM stop WHERE stop.id = NEW.id AND stop.confirmed_at = NEW.created_at) THEN
    RAISE EXCEPTION 'Nobody confirmed this stop' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER freeze_stops_by_two BEFORE INSERT ON freeze_window FOR EACH ROW EXECUTE FUNCTION freeze_stops_by_two();
ALTER TABLE freeze_window ENABLE ALWAYS TRIGGER freeze_stops_by_two;

-- At most one of each at a time; every page asks for the stop.
CREATE UNIQUE INDEX freeze_window_stop ON freeze_window (workspace_id)
  WHERE ended_at IS NULL AND terms -> 'window' ->> 'kind' = 'stop';
CREATE UNIQUE INDEX freeze_window_off ON freeze_window ((terms -> 'window' ->> 'pointer'))
  WHERE ended_at IS NULL AND terms -> 'window' ->> 'kind' = 'off';
