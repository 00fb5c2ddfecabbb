-- Evidence has a source. A token may name the one it reports as, and the pointer it may report for; '' is a sender that
-- names none.
ALTER TABLE service_token ADD COLUMN source TEXT, ADD COLUMN pointer_id UUID;
ALTER TABLE service_token ADD CONSTRAINT service_token_source CHECK (pointer_id IS NULL OR source IS NOT NULL);
ALTER TABLE ingest_batch ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE ingest_batch DROP CONSTRAINT ingest_batch_pkey;
ALTER TABLE ingest_batch ADD CONSTRAINT ingest_batch_pkey PRIMARY KEY (workspace_id, kind, id, source, day);

-- `receipt_valid` is null where the sender sent no exposure receipt.
ALTER TABLE prediction ADD COLUMN source TEXT NOT NULL DEFAULT '', ADD COLUMN receipt_valid BOOLEAN;

-- An outcome of a source of one pointer labels the answers of that pointer alone, and one that any other sent does not keep
-- it from being stored. The nil id stands for all pointers of the workspace.
ALTER TABLE outcome ADD COLUMN pointer_id UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
ALTER TABLE outcome DROP CONSTRAINT outcome_pkey;
ALTER TABLE outcome ADD CONSTRAINT outcome_pkey PRIMARY KEY (workspace_id, prediction_id, day, revision, pointer_id);

-- What each source reported of each arm of an exposure.
CREATE TABLE "source_sums" (
    "workspace_id" UUID NOT NULL,
    "exposure_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "rows" BIGINT NOT NULL,
    "broken" BIGINT NOT NULL,
    "receipts_valid" BIGINT NOT NULL,
    "receipts_invalid" BIGINT NOT NULL,
    "latest_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "source_sums_pkey" PRIMARY KEY ("exposure_id", "source", "arm")
);
SELECT isolate_table('source_sums', 'insert-only');
GRANT UPDATE (rows, broken, receipts_valid, receipts_invalid, latest_at) ON source_sums TO cs_app;

-- Of the rows that are still stored. A row is broken where it failed, or where its score or its latency is no number.
INSERT INTO source_sums (workspace_id, exposure_id, source, arm, rows, broken, receipts_valid, receipts_invalid, latest_at)
SELECT workspace_id, exposure_id, '', arm, count(*), count(*) FILTER (
  WHERE failed OR score IS NULL OR latency_ms IS NULL OR abs(score) >= 'Infinity' OR abs(latency_ms) >= 'Infinity'), 0, 0, max(received_at)
FROM prediction GROUP BY workspace_id, exposure_id, arm;
