-- A person's account at a provider of identities, by issuer and subject, and what came through it.

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "identity_id" UUID;

-- AlterTable
ALTER TABLE "step_up" ADD COLUMN     "identity_id" UUID;

-- CreateTable
CREATE TABLE "provider_identity" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "bound_at" TIMESTAMPTZ(3) NOT NULL,
    "unbound_at" TIMESTAMPTZ(3),

    CONSTRAINT "provider_identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_visit" (
    "id" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provider_visit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "provider_identity_person_id_idx" ON "provider_identity"("person_id");

-- Whatever races for it: one person has one subject per issuer, and one subject is one person's.
CREATE UNIQUE INDEX provider_identity_subject ON provider_identity (issuer, subject) WHERE unbound_at IS NULL;
CREATE UNIQUE INDEX provider_identity_person ON provider_identity (issuer, person_id) WHERE unbound_at IS NULL;

SELECT isolate_table('provider_identity', 'insert-only');
GRANT UPDATE (unbound_at) ON provider_identity TO cs_app;

CREATE FUNCTION unbound_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.unbound_at IS NOT NULL AND NEW.unbound_at IS DISTINCT FROM OLD.unbound_at THEN
    RAISE EXCEPTION 'What was unbound stays unbound' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER provider_identity_unbound_once BEFORE UPDATE ON provider_identity FOR EACH ROW EXECUTE FUNCTION unbound_once();
ALTER TABLE provider_identity ENABLE ALWAYS TRIGGER provider_identity_unbound_once;

-- Whoever comes back from a provider has no workspace yet.
CREATE FUNCTION find_provider_identity(wanted_issuer text, wanted_subject text) RETURNS SETOF provider_identity
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
  AS $$ SELECT * FROM provider_identity
        WHERE issuer = wanted_issuer AND subject = wanted_subject AND unbound_at IS NULL $$;
REVOKE ALL ON FUNCTION find_provider_identity(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_provider_identity(text, text) TO cs_app;

-- Visits to a provider that are over: none is answered twice. Nobody has a workspace there.
REVOKE ALL ON provider_visit FROM PUBLIC, cs_app, cs_sequencer, cs_signer;
GRANT SELECT, INSERT, DELETE ON provider_visit TO cs_app;
