-- Freezes, and what two people let pass.

-- CreateTable
CREATE TABLE "freeze_window" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "freeze_window_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loosening" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "freeze_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "release_id" UUID,
    "release_number" INTEGER,
    "reason" TEXT NOT NULL,
    "proposed_by_id" UUID NOT NULL,
    "proposed_by_name" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by_id" UUID,
    "confirmed_by_name" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "loosening_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "freeze_window_workspace_id_created_at_idx" ON "freeze_window"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "loosening_freeze_id_idx" ON "loosening"("freeze_id");

-- AddForeignKey
ALTER TABLE "loosening" ADD CONSTRAINT "loosening_freeze_id_fkey" FOREIGN KEY ("freeze_id") REFERENCES "freeze_window"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE loosening ADD CONSTRAINT loosening_release_id_fkey FOREIGN KEY (release_id) REFERENCES release (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE loosening ADD CONSTRAINT loosening_of_two CHECK (
  kind IN ('end', 'except') AND (kind = 'except') = (release_id IS NOT NULL) AND (release_id IS NULL) = (release_number IS NULL)
  AND (confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (confirmed_at IS NULL) = (confirmed_by_name IS NULL)
  AND confirmed_by_id IS DISTINCT FROM proposed_by_id
);

SELECT isolate_table('freeze_window', 'insert-only');
SELECT isolate_table('loosening', 'insert-only');

-- Each ends once; the rest stays as it was.
GRANT UPDATE (ended_at) ON freeze_window TO cs_app;
GRANT UPDATE (confirmed_by_id, confirmed_by_name, confirmed_at) ON loosening TO cs_app;
CREATE FUNCTION freeze_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'This freeze has ended' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Whatever the application is made to say, two people ended it.
  IF NOT EXISTS (SELECT FROM loosening l WHERE l.freeze_id = NEW.id AND l.kind = 'end' AND l.confirmed_at = NEW.ended_at) THEN
    RAISE EXCEPTION 'Nobody confirmed that this freeze ends' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER freeze_ends_once BEFORE UPDATE ON freeze_window FOR EACH ROW EXECUTE FUNCTION freeze_ends_once();
ALTER TABLE freeze_window ENABLE ALWAYS TRIGGER freeze_ends_once;
CREATE FUNCTION loosening_confirmed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.confirmed_at IS NOT NULL THEN
    RAISE EXCEPTION 'This was confirmed already' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER loosening_confirmed_once BEFORE UPDATE ON loosening FOR EACH ROW EXECUTE FUNCTION loosening_confirmed_once();
ALTER TABLE loosening ENABLE ALWAYS TRIGGER loosening_confirmed_once;
