-- Envelopes of the standard class: what may change without the whole council, and every release that used one.

-- CreateTable
CREATE TABLE "envelope" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "model_id" UUID NOT NULL,
    "pointer_id" UUID NOT NULL,
    "base_release_id" UUID NOT NULL,
    "policy" INTEGER NOT NULL,
    "tier" TEXT NOT NULL,
    "seats" JSONB NOT NULL,
    "terms" JSONB NOT NULL,
    "base" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposed_by_id" UUID NOT NULL,
    "proposed_by_name" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_name" TEXT,

    CONSTRAINT "envelope_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "envelope_use" (
    "envelope_id" UUID NOT NULL,
    "use" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "envelope_use_pkey" PRIMARY KEY ("envelope_id","use")
);

-- CreateIndex
CREATE UNIQUE INDEX "envelope_workspace_id_number_key" ON "envelope"("workspace_id", "number");

-- CreateIndex
CREATE INDEX "envelope_model_id_number_idx" ON "envelope"("model_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "envelope_use_release_id_key" ON "envelope_use"("release_id");

-- AddForeignKey
ALTER TABLE "envelope" ADD CONSTRAINT "envelope_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "envelope" ADD CONSTRAINT "envelope_pointer_id_fkey" FOREIGN KEY ("pointer_id") REFERENCES "pointer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "envelope" ADD CONSTRAINT "envelope_base_release_id_fkey" FOREIGN KEY ("base_release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "envelope_use" ADD CONSTRAINT "envelope_use_envelope_id_fkey" FOREIGN KEY ("envelope_id") REFERENCES "envelope"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "envelope_use" ADD CONSTRAINT "envelope_use_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE envelope ADD CONSTRAINT envelope_decided CHECK (
  (decided = 'open' AND decided_at IS NULL) OR (decided IN ('granted', 'refused') AND decided_at IS NOT NULL)
);
ALTER TABLE signature ADD CONSTRAINT signature_envelope_decision CHECK (
  subject_kind <> 'envelope' OR decision IN ('approve', 'reject')
);

SELECT isolate_table('envelope', 'insert-only');
SELECT isolate_table('envelope_use', 'insert-only');

-- An envelope is decided once and revoked once; what it says stays as it was.
GRANT UPDATE (decided, decided_at, revoked_at, revoked_by_name) ON envelope TO cs_app;
CREATE FUNCTION envelope_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL OR (OLD.decided <> 'open' AND NEW.decided <> OLD.decided) THEN
    RAISE EXCEPTION 'This envelope was decided' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER envelope_ends_once BEFORE UPDATE ON envelope FOR EACH ROW EXECUTE FUNCTION envelope_ends_once();
ALTER TABLE envelope ENABLE ALWAYS TRIGGER envelope_ends_once;

-- Never more often than was signed.
CREATE FUNCTION envelope_has_a_use() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.use > (SELECT (terms ->> 'uses')::int FROM envelope WHERE id = NEW.envelope_id) THEN
    RAISE EXCEPTION 'This envelope has no use left' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER envelope_has_a_use BEFORE INSERT ON envelope_use FOR EACH ROW EXECUTE FUNCTION envelope_has_a_use();
ALTER TABLE envelope_use ENABLE ALWAYS TRIGGER envelope_has_a_use;
