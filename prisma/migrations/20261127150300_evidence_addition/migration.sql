-- What each batch added to the sums of an exposure whose rollout is watched, from one mark to the next, for a judge who has
-- seen the first: so a look reads what is new, however long the stage is. Whoever finds no unbroken chain reads the sums. Rows
-- are kept for a minute, and a database that crashed has none.
CREATE UNLOGGED TABLE evidence_addition (
    "exposure_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "mark_before" UUID NOT NULL,
    "mark_after" UUID NOT NULL,
    "added" JSON NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_addition_pkey" PRIMARY KEY ("exposure_id", "id")
);
-- It is read once: compressing it costs more than its bytes.
ALTER TABLE evidence_addition ALTER COLUMN added SET STORAGE EXTERNAL;
SELECT isolate_table('evidence_addition', 'insert-only');
GRANT DELETE ON evidence_addition TO cs_app;
GRANT USAGE ON SEQUENCE evidence_addition_id_seq TO cs_app;
