-- Counts by bin of the values that quantiles are judged by, summed as the evidence's roll-ups are, by the clock of receipt.
-- Buckets of 0 s hold a whole exposure, so that the judge reads as much after days as after a minute.
CREATE TABLE metric_histogram (
    "workspace_id" UUID NOT NULL,
    "exposure_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "bucket_seconds" INTEGER NOT NULL,
    "bucket_at" TIMESTAMPTZ(3) NOT NULL,
    "bins" SMALLINT[] NOT NULL,
    "counts" BIGINT[] NOT NULL,

    CONSTRAINT "metric_histogram_pkey" PRIMARY KEY ("exposure_id", "metric", "bucket_seconds", "arm", "bucket_at")
);
SELECT isolate_table('metric_histogram', 'insert-only');
GRANT UPDATE (bins, counts) ON metric_histogram TO cs_app;

CREATE TRIGGER evidence_added AFTER INSERT ON metric_histogram REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_evidence();
CREATE TRIGGER evidence_changed AFTER UPDATE ON metric_histogram REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_evidence();
