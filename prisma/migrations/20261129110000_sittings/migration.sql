-- Sittings of councils: what was done in each, in order, and by what its signers proved their presence.

-- CreateTable
CREATE TABLE "sitting" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "council_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sitting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sitting_act" (
    "sitting_id" UUID NOT NULL,
    "act" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sitting_act_pkey" PRIMARY KEY ("sitting_id","act")
);

-- CreateTable
CREATE TABLE "sitting_proof" (
    "id" UUID NOT NULL,
    "sitting_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "purposes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sitting_proof_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sitting_workspace_id_council_id_number_key" ON "sitting"("workspace_id", "council_id", "number");

-- CreateIndex
CREATE INDEX "sitting_council_id_starts_at_idx" ON "sitting"("council_id", "starts_at");

-- CreateIndex
CREATE INDEX "sitting_proof_session_id_idx" ON "sitting_proof"("session_id");

-- AddForeignKey
ALTER TABLE "sitting_act" ADD CONSTRAINT "sitting_act_sitting_id_fkey" FOREIGN KEY ("sitting_id") REFERENCES "sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "step_up" ADD COLUMN "sitting_id" UUID;

-- A council sits once at a time.
CREATE UNIQUE INDEX sitting_open ON sitting (workspace_id, council_id) WHERE state = 'open';

ALTER TABLE sitting
  ADD CONSTRAINT sitting_state CHECK (state IN ('planned', 'called-off', 'open', 'closed', 'signed', 'amended')),
  ADD CONSTRAINT sitting_number CHECK (number >= 1);
ALTER TABLE sitting_act ADD CONSTRAINT sitting_act_counted CHECK (act >= 1);
ALTER TABLE sitting_proof ADD CONSTRAINT sitting_proof_ends CHECK (ends_at > created_at);
ALTER TABLE signature ADD CONSTRAINT signature_sitting_decision CHECK (
  subject_kind <> 'sitting' OR decision IN ('approve', 'reject')
);

SELECT isolate_table('sitting', 'insert-only');
SELECT isolate_table('sitting_act', 'insert-only');
-- Asked before there is a transaction of a workspace, as other proofs of a session are.
GRANT SELECT, INSERT ON sitting_proof TO cs_app;

-- What follows from its acts; the acts themselves stay as they were.
GRANT UPDATE (state, starts_at) ON sitting TO cs_app;
