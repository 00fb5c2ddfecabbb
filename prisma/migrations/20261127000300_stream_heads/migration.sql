-- Where each stream of the log ends, as a sparse Merkle map whose root every checkpoint names. Derived from the entries:
-- the signer rebuilds it where it is missing or damaged.
CREATE TABLE "audit_stream_map" (
    "id" INTEGER NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,

    CONSTRAINT "audit_stream_map_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "audit_stream_page" (
    "prefix" TEXT NOT NULL,
    "slots" BYTEA NOT NULL,

    CONSTRAINT "audit_stream_page_pkey" PRIMARY KEY ("prefix")
);

ALTER TABLE audit_stream_map
  ADD CONSTRAINT audit_stream_map_single CHECK (id = 1),
  ADD CONSTRAINT audit_stream_map_root CHECK (size >= 0 AND octet_length(root) = 32);
ALTER TABLE audit_stream_page ADD CONSTRAINT audit_stream_page_prefix CHECK (prefix ~ '^[0-9a-f]{0,63}$');
INSERT INTO audit_stream_map (id, size, root) VALUES (1, 0, decode(repeat('00', 32), 'hex'));

REVOKE ALL ON audit_stream_map, audit_stream_page FROM PUBLIC, cs_app, cs_sequencer, cs_signer;
GRANT SELECT ON audit_stream_map, audit_stream_page TO cs_app, cs_signer;
GRANT UPDATE (size, root) ON audit_stream_map TO cs_signer;
GRANT INSERT, UPDATE, DELETE ON audit_stream_page TO cs_signer;

-- The signer computes the heads from the entries themselves, so that nobody can have it sign others.
GRANT SELECT ON audit_leaf TO cs_signer;
GRANT SELECT (id, entry) ON audit_event TO cs_signer;
CREATE POLICY audit_event_signer ON audit_event FOR SELECT TO cs_signer USING (true);

-- The heads, as of a tree of `at` leaves, of the streams with leaves from `low` to before `high`: a proof for a checkpoint
-- that the map has passed needs those of every workspace. Names none: a key is the hash of a stream's name.
CREATE FUNCTION stream_heads_at(low bigint, high bigint, at bigint)
  RETURNS TABLE (key text, length bigint, last bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
  AS $$
    WITH moved AS (
      SELECT DISTINCT event.stream FROM audit_leaf leaf JOIN audit_event event ON event.id = leaf.event_id
      WHERE leaf.idx >= low AND leaf.idx < high
    )
    SELECT encode(sha256(convert_to(moved.stream, 'UTF8')), 'hex'), count(leaf.idx),
           (array_agg(event.leaf_hash ORDER BY leaf.idx DESC) FILTER (WHERE leaf.idx IS NOT NULL))[1]
    FROM moved JOIN audit_event event ON event.stream = moved.stream
      LEFT JOIN audit_leaf leaf ON leaf.event_id = event.id AND leaf.idx < at
    GROUP BY moved.stream
  $$;
REVOKE ALL ON FUNCTION stream_heads_at(bigint, bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stream_heads_at(bigint, bigint, bigint) TO cs_app;
