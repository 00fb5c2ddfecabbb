-- All traffic is summed by two clocks: by the sender's, which charts of single minutes and slices go by, and by that of
-- receipt, which evidence is judged by. What was summed for the judge so far goes on as received when it says it was sent.
ALTER TABLE metric_rollup ADD COLUMN "clock" TEXT NOT NULL DEFAULT 'sender';
ALTER TABLE metric_rollup ALTER COLUMN "clock" DROP DEFAULT;
ALTER TABLE metric_rollup DROP CONSTRAINT metric_rollup_pkey;
ALTER TABLE metric_rollup ADD CONSTRAINT metric_rollup_pkey
  PRIMARY KEY ("exposure_id", "metric", "bucket_seconds", "slice", "clock", "arm", "bucket_at");

INSERT INTO metric_rollup (workspace_id, exposure_id, arm, slice, metric, bucket_seconds, clock, bucket_at, n, non_finite, total, total_squares, latest_at)
SELECT r.workspace_id, r.exposure_id, r.arm, r.slice, r.metric, r.bucket_seconds, 'receipt', r.bucket_at, r.n, r.non_finite, r.total, r.total_squares, r.latest_at
FROM metric_rollup r JOIN exposure e ON e.id = r.exposure_id AND e.cohort_seconds = r.bucket_seconds
WHERE r.slice = '';
