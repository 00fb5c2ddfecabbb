-- Councils of their own: who sits on them, in compositions that are proposed and signed as a policy is.

-- CreateTable
CREATE TABLE "council_composition" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "council_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "published_by_id" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "council_composition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "council_proposal" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "council_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "base_policy" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "proposed_by_id" UUID NOT NULL,
    "proposed_by_name" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "council_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "council_composition_workspace_id_council_id_version_key" ON "council_composition"("workspace_id", "council_id", "version");

-- CreateIndex
CREATE INDEX "council_proposal_council_id_proposed_at_idx" ON "council_proposal"("council_id", "proposed_at");

-- One at a time: two changes over the same composition cannot both be signed.
CREATE UNIQUE INDEX council_proposal_open ON council_proposal (workspace_id, council_id) WHERE state = 'open';

ALTER TABLE council_proposal
  ADD CONSTRAINT council_proposal_state CHECK (
    (state = 'open' AND ended_at IS NULL)
    OR (state IN ('published', 'rejected', 'withdrawn') AND ended_at IS NOT NULL)
  ),
  ADD CONSTRAINT council_proposal_version CHECK (base_policy >= 1 AND version >= 1);
ALTER TABLE signature ADD CONSTRAINT signature_council_decision CHECK (
  subject_kind <> 'council-proposal' OR decision IN ('approve', 'reject')
);

SELECT isolate_table('council_composition', 'insert-only');
SELECT isolate_table('council_proposal', 'insert-only');

-- A proposal comes to its end once; what it says and who signed it stays as it was.
GRANT UPDATE (state, ended_at) ON council_proposal TO cs_app;
CREATE TRIGGER council_proposal_ends_once BEFORE UPDATE ON council_proposal FOR EACH ROW EXECUTE FUNCTION policy_proposal_ends_once();
ALTER TABLE council_proposal ENABLE ALWAYS TRIGGER council_proposal_ends_once;

-- What was done about a seat that nobody signed in time: each step once in a round.
-- CreateTable
CREATE TABLE "seat_step" (
    "release_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "seat" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "told" UUID[],

    CONSTRAINT "seat_step_pkey" PRIMARY KEY ("release_id","round","seat","step")
);

-- AddForeignKey
ALTER TABLE "seat_step" ADD CONSTRAINT "seat_step_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT isolate_table('seat_step', 'insert-only');
