-- Changes with every change of an exposure's roll-ups, in the same transaction: whoever sees the same mark sees the same
-- sums, in whatever order transactions commit. A random value, so that a database set back never shows one for other sums.
CREATE TABLE evidence_mark (
    "exposure_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "mark" UUID NOT NULL,

    CONSTRAINT "evidence_mark_pkey" PRIMARY KEY ("exposure_id")
);
SELECT isolate_table('evidence_mark', 'insert-only');
GRANT UPDATE (mark) ON evidence_mark TO cs_app;

-- By trigger, so that no writer can forget it.
CREATE FUNCTION mark_evidence() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO evidence_mark (exposure_id, workspace_id, mark)
  SELECT exposure_id, workspace_id, gen_random_uuid() FROM changed GROUP BY exposure_id, workspace_id ORDER BY exposure_id
  ON CONFLICT (exposure_id) DO UPDATE SET mark = excluded.mark;
  RETURN NULL;
END $$;
CREATE TRIGGER evidence_added AFTER INSERT ON metric_rollup REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_evidence();
CREATE TRIGGER evidence_changed AFTER UPDATE ON metric_rollup REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_evidence();
