-- What witnesses signed of the log's checkpoints, beside each checkpoint.
CREATE TABLE "audit_cosignature" (
    "size" BIGINT NOT NULL,
    "witness" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "cosigned_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_cosignature_pkey" PRIMARY KEY ("size", "witness")
);

CREATE INDEX "audit_cosignature_witness_size_idx" ON "audit_cosignature"("witness", "size");

-- How far each witness that the signer asks has come. The signer rewrites it at every start.
CREATE TABLE "audit_witness" (
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "cosigned_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3),
    "trouble" TEXT,

    CONSTRAINT "audit_witness_pkey" PRIMARY KEY ("key")
);

ALTER TABLE audit_cosignature ADD CONSTRAINT audit_cosignature_line CHECK (size > 0 AND octet_length(line) <= 2000);

CREATE TRIGGER audit_cosignature_only_grows BEFORE UPDATE OR DELETE ON audit_cosignature FOR EACH ROW EXECUTE FUNCTION audit_refuse();
ALTER TABLE audit_cosignature ENABLE ALWAYS TRIGGER audit_cosignature_only_grows;
CREATE TRIGGER audit_cosignature_no_truncate BEFORE TRUNCATE ON audit_cosignature FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
ALTER TABLE audit_cosignature ENABLE ALWAYS TRIGGER audit_cosignature_no_truncate;

REVOKE ALL ON audit_cosignature, audit_witness FROM PUBLIC, cs_app, cs_sequencer, cs_signer;
GRANT SELECT ON audit_cosignature, audit_witness TO cs_app, cs_signer;
GRANT INSERT ON audit_cosignature TO cs_signer;
GRANT INSERT, UPDATE, DELETE ON audit_witness TO cs_signer;
