-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "workspace_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "roles" TEXT[],
    "functions" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("workspace_id","person_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "window_started_at" TIMESTAMPTZ(3) NOT NULL,
    "blocked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "service_token" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "service_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotent_answer" (
    "workspace_id" UUID NOT NULL,
    "caller_id" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_digest" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotent_answer_pkey" PRIMARY KEY ("workspace_id","caller_id","command","key")
);

-- CreateTable
CREATE TABLE "workspace_counter" (
    "workspace_id" UUID NOT NULL,
    "noun" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "workspace_counter_pkey" PRIMARY KEY ("workspace_id","noun")
);

-- CreateTable
CREATE TABLE "step_up" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "step_up_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "uid" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "stream" TEXT NOT NULL,
    "stream_seq" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "entry" BYTEA NOT NULL,
    "leaf_hash" BYTEA NOT NULL,
    "view" JSONB NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_detail" (
    "event_id" BIGINT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "salt" BYTEA NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "audit_detail_pkey" PRIMARY KEY ("event_id","name")
);

-- CreateTable
CREATE TABLE "audit_outbox" (
    "event_id" BIGINT NOT NULL,

    CONSTRAINT "audit_outbox_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "audit_leaf" (
    "idx" BIGINT NOT NULL,
    "event_id" BIGINT NOT NULL,

    CONSTRAINT "audit_leaf_pkey" PRIMARY KEY ("idx")
);

-- CreateTable
CREATE TABLE "audit_tile" (
    "level" INTEGER NOT NULL,
    "n" BIGINT NOT NULL,
    "hashes" BYTEA NOT NULL,

    CONSTRAINT "audit_tile_pkey" PRIMARY KEY ("level","n")
);

-- CreateTable
CREATE TABLE "audit_tree" (
    "id" INTEGER NOT NULL,
    "size" BIGINT NOT NULL,
    "frontier" BYTEA NOT NULL,
    "root" BYTEA NOT NULL,

    CONSTRAINT "audit_tree_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_checkpoint" (
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_checkpoint_pkey" PRIMARY KEY ("size")
);

-- CreateTable
CREATE TABLE "ingest_batch" (
    "workspace_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ingest_batch_pkey" PRIMARY KEY ("workspace_id","kind","id")
);

-- CreateTable
CREATE TABLE "prediction" (
    "workspace_id" UUID NOT NULL,
    "prediction_id" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "exposure_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "score" DOUBLE PRECISION,
    "latency_ms" DOUBLE PRECISION,
    "failed" BOOLEAN NOT NULL,
    "slices" JSONB NOT NULL,
    "label" SMALLINT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "prediction_pkey" PRIMARY KEY ("workspace_id","prediction_id","arm")
);

-- CreateTable
CREATE TABLE "outcome" (
    "workspace_id" UUID NOT NULL,
    "prediction_id" TEXT NOT NULL,
    "label" SMALLINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "joined" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "outcome_pkey" PRIMARY KEY ("workspace_id","prediction_id")
);

-- CreateTable
CREATE TABLE "metric_rollup" (
    "workspace_id" UUID NOT NULL,
    "exposure_id" UUID NOT NULL,
    "arm" TEXT NOT NULL,
    "slice" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "bucket_seconds" INTEGER NOT NULL,
    "bucket_at" TIMESTAMPTZ(3) NOT NULL,
    "n" INTEGER NOT NULL,
    "non_finite" INTEGER NOT NULL,
    "total" DOUBLE PRECISION NOT NULL,
    "total_squares" DOUBLE PRECISION NOT NULL,
    "latest_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "metric_rollup_pkey" PRIMARY KEY ("exposure_id","metric","bucket_seconds","slice","arm","bucket_at")
);

-- CreateTable
CREATE TABLE "model" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "intended_use" TEXT NOT NULL,
    "risk_tier" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_version" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "code_commit" TEXT NOT NULL,
    "lock_digest" TEXT,
    "config_digest" TEXT,
    "training_run" TEXT,
    "datasets" JSONB NOT NULL,
    "data_schema" JSONB NOT NULL,
    "influence" JSONB NOT NULL,
    "description" TEXT NOT NULL,
    "parent_id" UUID,
    "registered_by_id" TEXT NOT NULL,
    "registered_by" TEXT NOT NULL,
    "registered_from" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "card_revision" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "markdown" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "card_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluation_report" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "pipeline" TEXT NOT NULL,
    "subject_digest" TEXT NOT NULL,
    "dataset_name" TEXT NOT NULL,
    "dataset_digest" TEXT NOT NULL,
    "code_commit" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "produced_by_id" TEXT NOT NULL,
    "produced_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evaluation_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "artifact" (
    "workspace_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "artifact_pkey" PRIMARY KEY ("workspace_id","digest")
);

-- CreateTable
CREATE TABLE "pointer" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pointer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exposure" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "pointer_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "base_version_id" UUID NOT NULL,
    "candidate_id" UUID,
    "candidate_weight" INTEGER NOT NULL,
    "holdout_weight" INTEGER NOT NULL,
    "cohort_seconds" INTEGER NOT NULL,
    "rollout_id" UUID,
    "plan_digest" TEXT,
    "salt" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "exposure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_version" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "published_by_id" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "model_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "base_version_id" UUID,
    "pointer_id" UUID NOT NULL,
    "policy_version_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "change_class" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "sections" JSONB NOT NULL,
    "section_digests" JSONB NOT NULL,
    "subject_digest" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "round_opened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "approved_at" TIMESTAMPTZ(3),
    "valid_until" TIMESTAMPTZ(3),

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_round" (
    "release_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "sections" JSONB NOT NULL,
    "section_digests" JSONB NOT NULL,
    "subject_digest" TEXT NOT NULL,
    "changed_sections" TEXT[],
    "opened_by_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "release_round_pkey" PRIMARY KEY ("release_id","round")
);

-- CreateTable
CREATE TABLE "release_contributor" (
    "release_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "person_id" TEXT NOT NULL,
    "person_name" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "release_contributor_pkey" PRIMARY KEY ("release_id","person_id","because")
);

-- CreateTable
CREATE TABLE "verdict" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "seat" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "signer_id" UUID NOT NULL,
    "signer_name" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "subject_digest" TEXT NOT NULL,
    "section_digests" JSONB NOT NULL,
    "statement" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verdict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollout" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "release_id" UUID NOT NULL,
    "pointer_id" UUID NOT NULL,
    "base_version_id" UUID,
    "candidate_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "plan_digest" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "stage_index" INTEGER NOT NULL,
    "stage_entered_at" TIMESTAMPTZ(3) NOT NULL,
    "exposure_id" UUID,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "started_by_id" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "breach_at" TIMESTAMPTZ(3),
    "detected_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "actuated_at" TIMESTAMPTZ(3),
    "because" TEXT,

    CONSTRAINT "rollout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollout_step" (
    "rollout_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "stage_index" INTEGER NOT NULL,
    "exposure_id" UUID NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "rollout_step_pkey" PRIMARY KEY ("rollout_id","sequence")
);

-- CreateTable
CREATE TABLE "gate_verdict" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "rollout_id" UUID NOT NULL,
    "stage_index" INTEGER NOT NULL,
    "inputs" JSONB NOT NULL,
    "inputs_digest" TEXT NOT NULL,
    "verdicts" JSONB NOT NULL,
    "decision" JSONB NOT NULL,
    "judge_version" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gate_verdict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "rollout_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "playbook" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "server_presence" (
    "server_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "server_presence_pkey" PRIMARY KEY ("server_id")
);

-- CreateTable
CREATE TABLE "exposure_ack" (
    "exposure_id" UUID NOT NULL,
    "server_id" TEXT NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL,
    "first_served_at" TIMESTAMPTZ(3),

    CONSTRAINT "exposure_ack_pkey" PRIMARY KEY ("exposure_id","server_id")
);

-- CreateTable
CREATE TABLE "worker_lease" (
    "work" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "fence" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_lease_pkey" PRIMARY KEY ("work")
);

-- CreateIndex
CREATE UNIQUE INDEX "workspace_slug_key" ON "workspace"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "service_token_secret_hash_key" ON "service_token"("secret_hash");

-- CreateIndex
CREATE INDEX "service_token_workspace_id_created_at_idx" ON "service_token"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "idempotent_answer_created_at_idx" ON "idempotent_answer"("created_at");

-- CreateIndex
CREATE INDEX "step_up_session_id_idx" ON "step_up"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_uid_key" ON "audit_event"("uid");

-- CreateIndex
CREATE INDEX "audit_event_workspace_id_id_idx" ON "audit_event"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_workspace_id_action_id_idx" ON "audit_event"("workspace_id", "action", "id");

-- CreateIndex
CREATE INDEX "audit_event_workspace_id_actor_id_id_idx" ON "audit_event"("workspace_id", "actor_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_workspace_id_occurred_at_idx" ON "audit_event"("workspace_id", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_stream_stream_seq_key" ON "audit_event"("stream", "stream_seq");

-- CreateIndex
CREATE UNIQUE INDEX "audit_leaf_event_id_key" ON "audit_leaf"("event_id");

-- CreateIndex
CREATE INDEX "ingest_batch_received_at_idx" ON "ingest_batch"("received_at");

-- CreateIndex
CREATE INDEX "prediction_exposure_id_at_idx" ON "prediction"("exposure_id", "at");

-- CreateIndex
CREATE INDEX "outcome_joined_received_at_idx" ON "outcome"("joined", "received_at");

-- CreateIndex
CREATE INDEX "metric_rollup_workspace_id_bucket_at_idx" ON "metric_rollup"("workspace_id", "bucket_at");

-- CreateIndex
CREATE UNIQUE INDEX "model_workspace_id_name_key" ON "model"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "model_version_workspace_id_created_at_idx" ON "model_version"("workspace_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "model_version_model_id_number_key" ON "model_version"("model_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "model_version_model_id_digest_key" ON "model_version"("model_id", "digest");

-- CreateIndex
CREATE UNIQUE INDEX "card_revision_version_id_revision_key" ON "card_revision"("version_id", "revision");

-- CreateIndex
CREATE INDEX "evaluation_report_version_id_created_at_idx" ON "evaluation_report"("version_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "evaluation_report_version_id_digest_key" ON "evaluation_report"("version_id", "digest");

-- CreateIndex
CREATE UNIQUE INDEX "pointer_model_id_name_key" ON "pointer"("model_id", "name");

-- CreateIndex
CREATE INDEX "exposure_workspace_id_at_idx" ON "exposure"("workspace_id", "at");

-- CreateIndex
CREATE INDEX "exposure_rollout_id_idx" ON "exposure"("rollout_id");

-- CreateIndex
CREATE UNIQUE INDEX "exposure_pointer_id_sequence_key" ON "exposure"("pointer_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "policy_version_workspace_id_version_key" ON "policy_version"("workspace_id", "version");

-- CreateIndex
CREATE INDEX "release_workspace_id_state_created_at_idx" ON "release"("workspace_id", "state", "created_at");

-- CreateIndex
CREATE INDEX "release_model_id_idx" ON "release"("model_id");

-- CreateIndex
CREATE UNIQUE INDEX "release_workspace_id_number_key" ON "release"("workspace_id", "number");

-- CreateIndex
CREATE INDEX "verdict_release_id_signed_at_idx" ON "verdict"("release_id", "signed_at");

-- CreateIndex
CREATE INDEX "verdict_workspace_id_signer_id_idx" ON "verdict"("workspace_id", "signer_id");

-- CreateIndex
CREATE UNIQUE INDEX "rollout_release_id_key" ON "rollout"("release_id");

-- CreateIndex
CREATE INDEX "rollout_workspace_id_state_idx" ON "rollout"("workspace_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "rollout_workspace_id_number_key" ON "rollout"("workspace_id", "number");

-- CreateIndex
CREATE INDEX "gate_verdict_rollout_id_decided_at_idx" ON "gate_verdict"("rollout_id", "decided_at");

-- CreateIndex
CREATE INDEX "incident_rollout_id_idx" ON "incident"("rollout_id");

-- CreateIndex
CREATE UNIQUE INDEX "incident_workspace_id_number_key" ON "incident"("workspace_id", "number");

-- AddForeignKey
ALTER TABLE "audit_detail" ADD CONSTRAINT "audit_detail_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "audit_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_leaf" ADD CONSTRAINT "audit_leaf_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "audit_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_version" ADD CONSTRAINT "model_version_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card_revision" ADD CONSTRAINT "card_revision_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "model_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_report" ADD CONSTRAINT "evaluation_report_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "model_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pointer" ADD CONSTRAINT "pointer_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exposure" ADD CONSTRAINT "exposure_pointer_id_fkey" FOREIGN KEY ("pointer_id") REFERENCES "pointer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_round" ADD CONSTRAINT "release_round_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_contributor" ADD CONSTRAINT "release_contributor_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout_step" ADD CONSTRAINT "rollout_step_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Isolation. A row belongs to a workspace; a connection sees the rows of the workspace set for its transaction
-- and none without one. The owner, who only migrates, is not bound by it.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'membership', 'service_token', 'idempotent_answer', 'workspace_counter',
    'model', 'model_version', 'card_revision', 'evaluation_report', 'artifact', 'pointer', 'exposure',
    'policy_version', 'release', 'release_round', 'release_contributor', 'verdict',
    'ingest_batch', 'prediction', 'outcome', 'metric_rollup',
    'rollout', 'rollout_step', 'gate_verdict', 'incident'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY of_workspace ON %I TO cs_app USING (workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid) '
      'WITH CHECK (workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid)', name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO cs_app', name);
  END LOOP;
END $$;

-- Before there is a session there is no workspace: finding a token or a person's workspaces goes through
-- functions that answer one question each.
CREATE FUNCTION find_service_token(hash bytea) RETURNS SETOF service_token
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
  AS $$ SELECT * FROM service_token WHERE secret_hash = hash $$;

CREATE FUNCTION memberships_of(person uuid) RETURNS SETOF membership
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
  AS $$ SELECT * FROM membership WHERE person_id = person ORDER BY created_at $$;

REVOKE ALL ON FUNCTION find_service_token(bytea), memberships_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_service_token(bytea), memberships_of(uuid) TO cs_app;

-- What may change in place, and nothing else. What somebody signed or decided is only ever inserted.
GRANT SELECT, INSERT, UPDATE ON session, step_up, worker_lease, sign_in_throttle, server_presence, exposure_ack, workspace, person TO cs_app;
GRANT DELETE ON sign_in_throttle, server_presence, exposure_ack TO cs_app;
GRANT UPDATE ON membership, service_token, workspace_counter, release, rollout, rollout_step, incident, prediction, outcome, metric_rollup TO cs_app;
GRANT UPDATE (last_version, owner_id, purpose, intended_use, title) ON model TO cs_app;
GRANT UPDATE (answer) ON ingest_batch TO cs_app;
GRANT DELETE ON idempotent_answer TO cs_app;

-- Woken at commit: the server reloads its assignment table, the reconciler looks at the evidence.
CREATE FUNCTION notify_exposure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('exposure', NEW.id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER exposure_changed AFTER INSERT ON exposure FOR EACH ROW EXECUTE FUNCTION notify_exposure();
