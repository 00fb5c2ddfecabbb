-- The second factor: what a person has besides their password, the ways back in for who lost it, and the questions
-- put to it. A workspace says whether its people need one.

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "second_factor" TEXT NOT NULL DEFAULT 'offered';

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "method" TEXT NOT NULL DEFAULT 'password',
ADD COLUMN     "second_factor_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "second_factor" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "credential_id" TEXT,
    "public_key" BYTEA,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[],
    "sealed_secret" BYTEA,
    "last_step" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "second_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "factor_challenge" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed_secret" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "factor_challenge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "second_factor_credential_id_key" ON "second_factor"("credential_id");

-- CreateIndex
CREATE INDEX "second_factor_person_id_idx" ON "second_factor"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_hash_key" ON "recovery_code"("hash");

-- CreateIndex
CREATE INDEX "recovery_code_person_id_idx" ON "recovery_code"("person_id");

-- CreateIndex
CREATE INDEX "factor_challenge_person_id_idx" ON "factor_challenge"("person_id");

ALTER TABLE workspace ADD CONSTRAINT workspace_second_factor CHECK (second_factor IN ('offered', 'required'));
ALTER TABLE second_factor
  ADD CONSTRAINT second_factor_kind CHECK (
    (kind = 'webauthn' AND credential_id IS NOT NULL AND public_key IS NOT NULL AND sealed_secret IS NULL)
    OR (kind = 'totp' AND sealed_secret IS NOT NULL AND last_step IS NOT NULL AND credential_id IS NULL)
  );
ALTER TABLE recovery_code ADD CONSTRAINT recovery_code_hash CHECK (octet_length(hash) = 32);
ALTER TABLE factor_challenge ADD CONSTRAINT factor_challenge_nonce CHECK (octet_length(nonce) = 32);

-- Like the person they belong to, these know no workspace; a factor can go, and what was used stays used.
GRANT SELECT, INSERT, DELETE ON second_factor, recovery_code, factor_challenge TO cs_app;
GRANT UPDATE (name, counter, last_step, last_used_at) ON second_factor TO cs_app;
GRANT UPDATE (used_at) ON recovery_code, factor_challenge TO cs_app;

-- A code, a counter and an answer that were taken once are never taken again, whatever the code above believes.
CREATE FUNCTION second_factor_advances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.counter < OLD.counter OR NEW.last_step < OLD.last_step THEN
    RAISE EXCEPTION 'A second factor only moves on' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER second_factor_advances BEFORE UPDATE ON second_factor FOR EACH ROW EXECUTE FUNCTION second_factor_advances();
ALTER TABLE second_factor ENABLE ALWAYS TRIGGER second_factor_advances;

CREATE FUNCTION used_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.used_at IS NOT NULL AND NEW.used_at IS DISTINCT FROM OLD.used_at THEN
    RAISE EXCEPTION 'This was used already' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recovery_code_used_once BEFORE UPDATE ON recovery_code FOR EACH ROW EXECUTE FUNCTION used_once();
CREATE TRIGGER factor_challenge_used_once BEFORE UPDATE ON factor_challenge FOR EACH ROW EXECUTE FUNCTION used_once();
ALTER TABLE recovery_code ENABLE ALWAYS TRIGGER recovery_code_used_once;
ALTER TABLE factor_challenge ENABLE ALWAYS TRIGGER factor_challenge_used_once;
