-- Findings: documented gaps of a model, with who sees to them and until when.

-- CreateTable
CREATE TABLE "finding" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "model_id" UUID NOT NULL,
    "version" INTEGER,
    "title" TEXT NOT NULL,
    "hypothesis" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "owner_name" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "metric" TEXT,
    "slice" TEXT,
    "opened_by_id" UUID NOT NULL,
    "opened_by_name" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "closed_by_name" TEXT,
    "closed_because" TEXT,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "finding_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "finding_model_id_opened_at_idx" ON "finding"("model_id", "opened_at");

-- CreateIndex
CREATE UNIQUE INDEX "finding_workspace_id_number_key" ON "finding"("workspace_id", "number");

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE finding ADD CONSTRAINT finding_state CHECK (
  (state = 'open' AND closed_at IS NULL) OR (state IN ('resolved', 'accepted') AND closed_at IS NOT NULL)
);

SELECT isolate_table('finding', 'insert-only');

-- A finding is closed once; what it says stays as it was.
GRANT UPDATE (state, closed_by_name, closed_because, closed_at) ON finding TO cs_app;
CREATE FUNCTION finding_closes_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'This finding was closed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER finding_closes_once BEFORE UPDATE ON finding FOR EACH ROW EXECUTE FUNCTION finding_closes_once();
ALTER TABLE finding ENABLE ALWAYS TRIGGER finding_closes_once;
