-- People work on an incident: notes, its cause, and its end.

-- AlterTable
ALTER TABLE "incident" ADD COLUMN     "closed_by" TEXT,
ADD COLUMN     "closed_by_id" TEXT,
ADD COLUMN     "conclusion" TEXT;

-- CreateTable
CREATE TABLE "incident_entry" (
    "incident_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incident_entry_pkey" PRIMARY KEY ("incident_id","sequence")
);

-- AddForeignKey
ALTER TABLE "incident_entry" ADD CONSTRAINT "incident_entry_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT isolate_table('incident_entry', 'insert-only');

-- Of an incident only its end changes.
REVOKE UPDATE ON incident FROM cs_app;
GRANT UPDATE (closed_at, closed_by_id, closed_by, conclusion) ON incident TO cs_app;

-- A closed incident stays closed as it was, and takes no more entries.
CREATE FUNCTION refuse_closed_incident() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'incident' THEN
    IF OLD.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'Incident % is closed', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF EXISTS (SELECT FROM incident WHERE id = NEW.incident_id AND closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'The incident of this entry is closed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refuse_closed_incident BEFORE UPDATE ON incident FOR EACH ROW EXECUTE FUNCTION refuse_closed_incident();
CREATE TRIGGER refuse_closed_incident BEFORE INSERT ON incident_entry FOR EACH ROW EXECUTE FUNCTION refuse_closed_incident();
