-- Whatever is signed is signed in one table: releases, policies, and what comes.

-- Gives a new table that has a workspace_id its isolation and the application's grants. 'insert-only' for what somebody
-- signed or decided; 'full' for what may change and go. What lies between is 'insert-only' and a GRANT of its own.
CREATE FUNCTION isolate_table(target regclass, mode text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF mode NOT IN ('insert-only', 'full') THEN
    RAISE EXCEPTION 'isolate_table knows no mode %', mode USING ERRCODE = 'invalid_parameter_value';
  END IF;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY of_workspace ON %s TO cs_app USING (workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid) '
    'WITH CHECK (workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid)', target);
  EXECUTE format('REVOKE ALL ON %s FROM PUBLIC, cs_app, cs_sequencer, cs_signer', target);
  EXECUTE format('GRANT SELECT, INSERT ON %s TO cs_app', target);
  IF mode = 'full' THEN
    EXECUTE format('GRANT UPDATE, DELETE ON %s TO cs_app', target);
  END IF;
END $$;
REVOKE ALL ON FUNCTION isolate_table(regclass, text) FROM PUBLIC;

-- CreateTable
CREATE TABLE "signature" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "seat" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "signer_id" UUID NOT NULL,
    "signer_name" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "subject_digest" TEXT NOT NULL,
    "section_digests" JSONB NOT NULL,
    "statement" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("id")
);

-- What was signed before moves over as it was. Nothing is signed into the old tables meanwhile.
LOCK TABLE verdict, policy_signature IN ACCESS EXCLUSIVE MODE;
INSERT INTO signature (id, workspace_id, subject_kind, subject_id, round, seat, decision, signer_id, signer_name, meaning,
  subject_digest, section_digests, statement, comment, method, signed_at)
SELECT id, workspace_id, 'release', release_id, round, seat, decision, signer_id, signer_name, meaning,
  subject_digest, section_digests, statement, comment, method, signed_at
FROM verdict
UNION ALL
SELECT id, workspace_id, 'policy-proposal', proposal_id, 1, seat, decision, signer_id, signer_name,
  statement::jsonb #>> '{predicate,meaning}', digest, jsonb_build_object('policy', digest), statement, comment, method, signed_at
FROM policy_signature;
DROP TABLE verdict, policy_signature;

-- CreateIndex
CREATE INDEX "signature_subject_id_signed_at_idx" ON "signature"("subject_id", "signed_at");

ALTER TABLE signature ADD CONSTRAINT signature_policy_decision CHECK (
  subject_kind <> 'policy-proposal' OR decision IN ('approve', 'reject')
);

SELECT isolate_table('signature', 'insert-only');

-- In place of a foreign key, which cannot point to a table by kind: what is signed exists, in the signer's workspace.
CREATE FUNCTION signature_has_subject() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  there boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE id = $1 AND workspace_id = $2)', replace(NEW.subject_kind, '-', '_'))
    INTO there USING NEW.subject_id, NEW.workspace_id;
  IF NOT there THEN
    RAISE EXCEPTION 'There is no % % in this workspace to sign', NEW.subject_kind, NEW.subject_id
      USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER signature_has_subject BEFORE INSERT ON signature FOR EACH ROW EXECUTE FUNCTION signature_has_subject();
ALTER TABLE signature ENABLE ALWAYS TRIGGER signature_has_subject;
