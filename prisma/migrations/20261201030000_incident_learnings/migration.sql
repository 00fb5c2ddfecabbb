-- How grave an incident is and who leads it, which steps of its playbook are done, and what it taught.

-- AlterTable
ALTER TABLE "incident" ADD COLUMN     "lead_id" UUID,
ADD COLUMN     "lead_name" TEXT,
ADD COLUMN     "severity" INTEGER;

-- CreateTable
CREATE TABLE "incident_tick" (
    "incident_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "done" BOOLEAN NOT NULL,
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incident_tick_pkey" PRIMARY KEY ("incident_id","sequence")
);

-- CreateTable
CREATE TABLE "incident_learning" (
    "incident_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "changes" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "owner_name" TEXT NOT NULL,
    "added_by_id" TEXT NOT NULL,
    "added_by_name" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "reason" TEXT,
    "settled_by_id" TEXT,
    "settled_by" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_learning_pkey" PRIMARY KEY ("incident_id","number")
);

-- CreateIndex
CREATE INDEX "incident_learning_workspace_id_owner_id_idx" ON "incident_learning"("workspace_id", "owner_id");

-- AddForeignKey
ALTER TABLE "incident_tick" ADD CONSTRAINT "incident_tick_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_learning" ADD CONSTRAINT "incident_learning_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT isolate_table('incident_tick', 'insert-only');
SELECT isolate_table('incident_learning', 'insert-only');

GRANT UPDATE (severity, lead_id, lead_name) ON incident TO cs_app;
GRANT UPDATE (outcome, reason, settled_by_id, settled_by, settled_at) ON incident_learning TO cs_app;

-- A closed incident takes no more of either; what it taught is settled once, also later.
CREATE TRIGGER refuse_closed_incident BEFORE INSERT ON incident_tick FOR EACH ROW EXECUTE FUNCTION refuse_closed_incident();
CREATE TRIGGER refuse_closed_incident BEFORE INSERT ON incident_learning FOR EACH ROW EXECUTE FUNCTION refuse_closed_incident();

CREATE FUNCTION refuse_settled_learning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.outcome IS NOT NULL THEN
    RAISE EXCEPTION 'Learning % is settled', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refuse_settled_learning BEFORE UPDATE ON incident_learning FOR EACH ROW EXECUTE FUNCTION refuse_settled_learning();
