-- Whether a prediction's label is of an outcome for its pointer alone: that one counts before one for all pointers with the same
-- revision, whichever was joined first.
ALTER TABLE prediction ADD COLUMN label_bound BOOLEAN NOT NULL DEFAULT false;
GRANT UPDATE (label_bound) ON prediction TO cs_app;
