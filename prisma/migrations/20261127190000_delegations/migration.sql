-- Who may speak for whom, and whom a signature was given for.

-- AlterTable
ALTER TABLE "signature" ADD COLUMN     "delegation_id" UUID,
ADD COLUMN     "on_behalf_of_id" UUID,
ADD COLUMN     "on_behalf_of_name" TEXT;

-- CreateTable
CREATE TABLE "delegation" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "from_name" TEXT NOT NULL,
    "to_id" UUID NOT NULL,
    "to_name" TEXT NOT NULL,
    "functions" TEXT[],
    "models" TEXT[],
    "reason" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "delegation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "delegation_workspace_id_to_id_idx" ON "delegation"("workspace_id", "to_id");

ALTER TABLE signature ADD CONSTRAINT signature_on_behalf CHECK (
  (on_behalf_of_id IS NULL) = (delegation_id IS NULL) AND (on_behalf_of_id IS NULL) = (on_behalf_of_name IS NULL)
  AND on_behalf_of_id IS DISTINCT FROM signer_id AND (on_behalf_of_id IS NULL OR subject_kind = 'release')
);
ALTER TABLE signature ADD CONSTRAINT signature_delegation_id_fkey FOREIGN KEY (delegation_id) REFERENCES delegation (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE delegation ADD CONSTRAINT delegation_bounds CHECK (from_id <> to_id AND starts_at < ends_at AND cardinality(functions) > 0);

SELECT isolate_table('delegation', 'insert-only');

-- It ends once; its terms stay as they were.
GRANT UPDATE (ended_at) ON delegation TO cs_app;
CREATE FUNCTION delegation_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'This delegation has ended' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delegation_ends_once BEFORE UPDATE ON delegation FOR EACH ROW EXECUTE FUNCTION delegation_ends_once();
ALTER TABLE delegation ENABLE ALWAYS TRIGGER delegation_ends_once;
