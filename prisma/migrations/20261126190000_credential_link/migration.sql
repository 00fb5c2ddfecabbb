-- A single-use link by which somebody who forgot their password sets a new one.

-- CreateTable
CREATE TABLE "credential_link" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "credential_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "credential_link_token_hash_key" ON "credential_link"("token_hash");

-- CreateIndex
CREATE INDEX "credential_link_person_id_idx" ON "credential_link"("person_id");

SELECT isolate_table('credential_link', 'insert-only');
GRANT UPDATE (used_at, revoked_at) ON credential_link TO cs_app;

-- Whoever follows a link has no workspace yet.
CREATE FUNCTION find_credential_link(hash bytea) RETURNS SETOF credential_link
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
  AS $$ SELECT * FROM credential_link WHERE token_hash = hash $$;
REVOKE ALL ON FUNCTION find_credential_link(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_credential_link(bytea) TO cs_app;
