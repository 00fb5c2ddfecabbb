-- Releases that go out before their review because an incident does not wait.

-- CreateTable
CREATE TABLE "release_emergency" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "subject_digest" TEXT NOT NULL,
    "incident_id" UUID NOT NULL,
    "incident_number" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "max_percent" INTEGER NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "declared_by_id" UUID NOT NULL,
    "declared_by_name" TEXT NOT NULL,
    "declared_at" TIMESTAMPTZ(3) NOT NULL,
    "bypassed" JSONB,
    "authorised_by_id" UUID,
    "authorised_by_name" TEXT,
    "seat" TEXT,
    "method" TEXT,
    "authorised_at" TIMESTAMPTZ(3),

    CONSTRAINT "release_emergency_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "release_emergency_release_id_round_key" ON "release_emergency"("release_id", "round");

-- AddForeignKey
ALTER TABLE "release_emergency" ADD CONSTRAINT "release_emergency_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE release_emergency ADD CONSTRAINT release_emergency_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE release_emergency ADD CONSTRAINT release_emergency_of_two CHECK (
  (authorised_at IS NULL) = (authorised_by_id IS NULL) AND (authorised_at IS NULL) = (bypassed IS NULL)
  AND authorised_by_id IS DISTINCT FROM declared_by_id AND max_percent BETWEEN 0 AND 99
);

SELECT isolate_table('release_emergency', 'insert-only');

-- It is authorised once; its bounds stay as they were.
GRANT UPDATE (bypassed, authorised_by_id, authorised_by_name, seat, method, authorised_at) ON release_emergency TO cs_app;
CREATE FUNCTION emergency_authorised_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.authorised_at IS NOT NULL THEN
    RAISE EXCEPTION 'This emergency was authorised already' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER emergency_authorised_once BEFORE UPDATE ON release_emergency FOR EACH ROW EXECUTE FUNCTION emergency_authorised_once();
ALTER TABLE release_emergency ENABLE ALWAYS TRIGGER emergency_authorised_once;
