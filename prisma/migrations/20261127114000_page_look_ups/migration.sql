-- The last rollout of a version and of a pointer: every release's page and every decision over a release asks for them.
CREATE INDEX "rollout_candidate_id_started_at_idx" ON "rollout"("candidate_id", "started_at");
CREATE INDEX "rollout_pointer_id_started_at_idx" ON "rollout"("pointer_id", "started_at");

-- The last release of a model, without reading the others.
CREATE INDEX "release_model_id_number_idx" ON "release"("model_id", "number");
DROP INDEX "release_model_id_idx";

-- Whether somebody owns a model.
CREATE INDEX "model_owner_id_idx" ON "model"("owner_id");

-- When something last happened to anybody's account: every page of somebody who may consent asks for it. The kinds of
-- streams are `PROVENANCE_STREAMS`; the log grows with everything else, these do not.
CREATE INDEX audit_event_accounts ON audit_event (workspace_id, occurred_at)
  WHERE split_part(stream, '/', 1) IN ('person', 'password', 'factors');
