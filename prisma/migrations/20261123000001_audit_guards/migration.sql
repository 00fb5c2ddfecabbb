-- The audit log's last line of defence: who may touch which table, and triggers that refuse what nobody may.
-- Runs after the tables exist and the roles cs_app, cs_sequencer and cs_signer were made.
-- The owner can still disable a trigger: that is what checkpoints held elsewhere are for.

-- What the columns say is what was hashed.
ALTER TABLE audit_event
  ADD CONSTRAINT audit_event_entry_size CHECK (octet_length(entry) BETWEEN 2 AND 16384),
  ADD CONSTRAINT audit_event_leaf_hash CHECK (leaf_hash = sha256('\x00'::bytea || entry)),
  ADD CONSTRAINT audit_event_view CHECK (view = convert_from(entry, 'UTF8')::jsonb),
  ADD CONSTRAINT audit_event_columns CHECK (
    view ->> 'id' = uid::text
    AND view ->> 'tenant' = workspace_id::text
    AND view ->> 'stream' = stream
    AND (view ->> 'stream_seq')::int = stream_seq
    AND view ->> 'action' = action
    AND view #>> '{actor,id}' = actor_id
    AND (view ->> 'occurred_at')::timestamptz = occurred_at
  );
ALTER TABLE audit_detail ADD CONSTRAINT audit_detail_salt CHECK (octet_length(salt) = 32);
ALTER TABLE audit_leaf ADD CONSTRAINT audit_leaf_idx CHECK (idx >= 0);
ALTER TABLE audit_tile
  ADD CONSTRAINT audit_tile_place CHECK (level BETWEEN 0 AND 63 AND n >= 0),
  ADD CONSTRAINT audit_tile_hashes CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0);
ALTER TABLE audit_tree
  ADD CONSTRAINT audit_tree_single CHECK (id = 1),
  ADD CONSTRAINT audit_tree_root CHECK (octet_length(root) = 32);
ALTER TABLE audit_checkpoint ADD CONSTRAINT audit_checkpoint_root CHECK (size > 0 AND octet_length(root) = 32);

INSERT INTO audit_tree (id, size, frontier, root) VALUES (1, 0, '', sha256(''));

-- Hashes do not compress, and the outbox lives by being emptied.
ALTER TABLE audit_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
ALTER TABLE audit_outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log only grows: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

-- ENABLE ALWAYS: also when session_replication_role says replica.
DO $$
DECLARE
  target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['audit_event', 'audit_leaf', 'audit_checkpoint'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_refuse()', target || '_only_grows', target);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', target, target || '_only_grows');
  END LOOP;
  FOREACH target IN ARRAY ARRAY['audit_tile', 'audit_tree'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_refuse()', target || '_stays', target);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', target, target || '_stays');
  END LOOP;
  FOREACH target IN ARRAY ARRAY['audit_event', 'audit_detail', 'audit_outbox', 'audit_leaf', 'audit_tile', 'audit_tree', 'audit_checkpoint'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()', target || '_no_truncate', target);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', target, target || '_no_truncate');
  END LOOP;
END $$;

-- A detail may be erased, never changed.
CREATE TRIGGER audit_detail_unchanged BEFORE UPDATE ON audit_detail FOR EACH ROW EXECUTE FUNCTION audit_refuse();
ALTER TABLE audit_detail ENABLE ALWAYS TRIGGER audit_detail_unchanged;

-- A stream counts from 1 without a gap.
CREATE FUNCTION audit_stream_contiguous() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.stream_seq <> 1
    AND NOT EXISTS (SELECT FROM audit_event WHERE stream = NEW.stream AND stream_seq = NEW.stream_seq - 1) THEN
    RAISE EXCEPTION 'Event % of stream % has no predecessor', NEW.stream_seq, NEW.stream USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_event_contiguous BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_stream_contiguous();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_contiguous;

-- No event commits without waiting for its leaf.
CREATE FUNCTION audit_event_queued() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM audit_outbox WHERE event_id = NEW.id) THEN
    RAISE EXCEPTION 'Audit event % was not queued for the log', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_event_queued AFTER INSERT ON audit_event
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_event_queued();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_queued;

-- The right edge grows; a hash once in a tile stays.
CREATE FUNCTION audit_tile_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.level, NEW.n) IS DISTINCT FROM (OLD.level, OLD.n)
    OR octet_length(NEW.hashes) <= octet_length(OLD.hashes)
    OR substring(NEW.hashes FROM 1 FOR octet_length(OLD.hashes)) <> OLD.hashes THEN
    RAISE EXCEPTION 'The audit log only grows: tile %/% would lose a hash', OLD.level, OLD.n USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_tile_grows BEFORE UPDATE ON audit_tile FOR EACH ROW EXECUTE FUNCTION audit_tile_grows();
ALTER TABLE audit_tile ENABLE ALWAYS TRIGGER audit_tile_grows;

CREATE FUNCTION audit_tree_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size <= OLD.size THEN
    RAISE EXCEPTION 'The audit log only grows: from % leaves to %', OLD.size, NEW.size USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_tree_grows BEFORE UPDATE ON audit_tree FOR EACH ROW EXECUTE FUNCTION audit_tree_grows();
ALTER TABLE audit_tree ENABLE ALWAYS TRIGGER audit_tree_grows;

-- The signer listens for this. There is no notification from the outbox on purpose: NOTIFY takes a lock over the
-- whole database until its transaction has committed, which would put all business transactions in a queue.
CREATE FUNCTION audit_tree_grew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('audit_tree', NEW.size::text);
  RETURN NULL;
END $$;
CREATE TRIGGER audit_tree_grew AFTER UPDATE ON audit_tree FOR EACH ROW EXECUTE FUNCTION audit_tree_grew();

GRANT USAGE ON SCHEMA public TO cs_app, cs_sequencer, cs_signer;
REVOKE ALL ON audit_event, audit_detail, audit_outbox, audit_leaf, audit_tile, audit_tree, audit_checkpoint
  FROM PUBLIC, cs_app, cs_sequencer, cs_signer;

GRANT SELECT ON audit_event, audit_detail, audit_outbox, audit_leaf, audit_tile, audit_tree, audit_checkpoint TO cs_app;
GRANT INSERT ON audit_event, audit_detail, audit_outbox TO cs_app;
GRANT USAGE ON SEQUENCE audit_event_id_seq TO cs_app;

GRANT SELECT (id, leaf_hash) ON audit_event TO cs_sequencer;
GRANT SELECT, DELETE ON audit_outbox TO cs_sequencer;
GRANT INSERT ON audit_leaf TO cs_sequencer;
GRANT SELECT, INSERT ON audit_tile TO cs_sequencer;
GRANT UPDATE (hashes) ON audit_tile TO cs_sequencer;
GRANT SELECT ON audit_tree TO cs_sequencer;
GRANT UPDATE (size, frontier, root) ON audit_tree TO cs_sequencer;

GRANT SELECT ON audit_tree, audit_tile, audit_checkpoint TO cs_signer;
GRANT INSERT ON audit_checkpoint TO cs_signer;

-- One log for all workspaces; each sees its own events.
ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_detail ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_event_workspace ON audit_event TO cs_app
  USING (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
CREATE POLICY audit_detail_workspace ON audit_detail TO cs_app
  USING (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
CREATE POLICY audit_event_sequencer ON audit_event FOR SELECT TO cs_sequencer USING (true);
