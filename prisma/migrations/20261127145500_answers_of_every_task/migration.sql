-- What an answer holds in place of a score, and an outcome in place of a binary label: null for a binary one.
ALTER TABLE prediction ADD COLUMN answer JSONB, ADD COLUMN truth JSONB;
ALTER TABLE outcome ALTER COLUMN label DROP NOT NULL, ADD COLUMN truth JSONB;
GRANT UPDATE (truth) ON prediction TO cs_app;
