-- A policy changes by sign-off: what is proposed, and who signed it.

-- CreateTable
CREATE TABLE "policy_proposal" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "base_version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "proposed_by_id" UUID NOT NULL,
    "proposed_by_name" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_signature" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "seat" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "signer_id" UUID NOT NULL,
    "signer_name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_signature_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "policy_proposal_workspace_id_proposed_at_idx" ON "policy_proposal"("workspace_id", "proposed_at");

-- CreateIndex
CREATE INDEX "policy_signature_proposal_id_signed_at_idx" ON "policy_signature"("proposal_id", "signed_at");

-- AddForeignKey
ALTER TABLE "policy_signature" ADD CONSTRAINT "policy_signature_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "policy_proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One at a time: two changes over the same version cannot both be signed.
CREATE UNIQUE INDEX policy_proposal_open ON policy_proposal (workspace_id) WHERE state = 'open';

ALTER TABLE policy_proposal
  ADD CONSTRAINT policy_proposal_state CHECK (
    (state = 'open' AND ended_at IS NULL)
    OR (state IN ('published', 'rejected', 'withdrawn') AND ended_at IS NOT NULL)
  ),
  ADD CONSTRAINT policy_proposal_version CHECK (base_version >= 1 AND version = base_version + 1);
ALTER TABLE policy_signature
  ADD CONSTRAINT policy_signature_decision CHECK (decision IN ('approve', 'reject'));

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['policy_proposal', 'policy_signature'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY of_workspace ON %I TO cs_app USING (workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid) '
      'WITH CHECK (workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid)', name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO cs_app', name);
  END LOOP;
END $$;

-- A proposal comes to its end once; what it says and who signed it stays as it was.
GRANT UPDATE (state, ended_at) ON policy_proposal TO cs_app;
CREATE FUNCTION policy_proposal_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'This proposal has come to its end' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER policy_proposal_ends_once BEFORE UPDATE ON policy_proposal FOR EACH ROW EXECUTE FUNCTION policy_proposal_ends_once();
ALTER TABLE policy_proposal ENABLE ALWAYS TRIGGER policy_proposal_ends_once;
