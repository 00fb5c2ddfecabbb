-- An outcome may be corrected: each correction is a row with the next revision, and the highest one counts. A prediction
-- says which revision its label is, so that a slow join never puts an older label over a newer one.
ALTER TABLE outcome ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outcome DROP CONSTRAINT outcome_pkey;
ALTER TABLE outcome ADD CONSTRAINT outcome_pkey PRIMARY KEY (workspace_id, prediction_id, day, revision);
ALTER TABLE prediction ADD COLUMN label_revision INTEGER NOT NULL DEFAULT 0;
GRANT UPDATE (label_revision) ON prediction TO cs_app;

-- How many values of a bucket a correction replaced.
ALTER TABLE metric_rollup ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0;
