-- The tier of a model follows from a questionnaire, proposed by its owner and confirmed by compliance.

-- What the creator of a model declared. Models from before have none: the tier was theirs to declare.
ALTER TABLE "model" ADD COLUMN "declared_tier" TEXT;
GRANT UPDATE (risk_tier) ON model TO cs_app;

-- CreateTable
CREATE TABLE "tier_assessment" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "questionnaire" INTEGER NOT NULL,
    "answers" JSONB NOT NULL,
    "tier" TEXT NOT NULL,
    "from_tier" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "proposed_by_id" UUID NOT NULL,
    "proposed_by_name" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "tier_assessment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "tier_assessment_model_id_proposed_at_idx" ON "tier_assessment"("model_id", "proposed_at");

-- AddForeignKey
ALTER TABLE "tier_assessment" ADD CONSTRAINT "tier_assessment_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One at a time: what a proposal starts from stays the tier until it ends.
CREATE UNIQUE INDEX tier_assessment_open ON tier_assessment (model_id) WHERE state = 'open';

ALTER TABLE tier_assessment
  ADD CONSTRAINT tier_assessment_state CHECK (
    (state = 'open' AND ended_at IS NULL)
    OR (state IN ('confirmed', 'rejected', 'withdrawn') AND ended_at IS NOT NULL)
  );
ALTER TABLE signature ADD CONSTRAINT signature_tier_decision CHECK (
  subject_kind <> 'tier-assessment' OR decision IN ('approve', 'reject')
);

SELECT isolate_table('tier_assessment', 'insert-only');

-- An assessment ends once; its answers stay as they were.
GRANT UPDATE (state, ended_at) ON tier_assessment TO cs_app;
CREATE FUNCTION tier_assessment_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'This assessment has ended' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tier_assessment_ends_once BEFORE UPDATE ON tier_assessment FOR EACH ROW EXECUTE FUNCTION tier_assessment_ends_once();
ALTER TABLE tier_assessment ENABLE ALWAYS TRIGGER tier_assessment_ends_once;
