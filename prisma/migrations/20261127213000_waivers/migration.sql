-- Waivers of gates: what was asked for, for how long, and every extension of it.

-- AlterTable
ALTER TABLE "rollout" ADD COLUMN     "waived" TEXT[] NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "waiver" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "model_id" UUID NOT NULL,
    "pointer_id" UUID,
    "release_id" UUID,
    "gate" TEXT NOT NULL,
    "gate_title" TEXT NOT NULL,
    "gate_digest" TEXT NOT NULL,
    "policy" INTEGER NOT NULL,
    "seat" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "risk" TEXT NOT NULL,
    "measures" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_name" TEXT,

    CONSTRAINT "waiver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waiver_term" (
    "waiver_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_by_name" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "waiver_term_pkey" PRIMARY KEY ("waiver_id","round")
);

-- CreateIndex
CREATE UNIQUE INDEX "waiver_workspace_id_number_key" ON "waiver"("workspace_id", "number");

-- CreateIndex
CREATE INDEX "waiver_model_id_gate_idx" ON "waiver"("model_id", "gate");

-- AddForeignKey
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_pointer_id_fkey" FOREIGN KEY ("pointer_id") REFERENCES "pointer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiver_term" ADD CONSTRAINT "waiver_term_waiver_id_fkey" FOREIGN KEY ("waiver_id") REFERENCES "waiver"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE waiver_term ADD CONSTRAINT waiver_term_state CHECK (
  (state = 'open' AND decided_at IS NULL) OR (state IN ('granted', 'refused') AND decided_at IS NOT NULL)
);
-- One at a time: an extension starts from an end that was granted.
CREATE UNIQUE INDEX waiver_term_open ON waiver_term (waiver_id) WHERE state = 'open';
ALTER TABLE signature ADD CONSTRAINT signature_waiver_decision CHECK (
  subject_kind <> 'waiver' OR decision IN ('approve', 'reject')
);

SELECT isolate_table('waiver', 'insert-only');
SELECT isolate_table('waiver_term', 'insert-only');

-- A waiver is withdrawn once and a term is decided once; what they say stays as it was.
GRANT UPDATE (withdrawn_at, withdrawn_by_name) ON waiver TO cs_app;
GRANT UPDATE (state, decided_at) ON waiver_term TO cs_app;
CREATE FUNCTION waiver_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'This waiver was withdrawn' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION waiver_term_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'This term of a waiver was decided' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER waiver_ends_once BEFORE UPDATE ON waiver FOR EACH ROW EXECUTE FUNCTION waiver_ends_once();
CREATE TRIGGER waiver_term_decided_once BEFORE UPDATE ON waiver_term FOR EACH ROW EXECUTE FUNCTION waiver_term_decided_once();
ALTER TABLE waiver ENABLE ALWAYS TRIGGER waiver_ends_once;
ALTER TABLE waiver_term ENABLE ALWAYS TRIGGER waiver_term_decided_once;
