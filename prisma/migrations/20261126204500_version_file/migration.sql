-- The files of a version, one row each, in place of one JSON value: a manifest may name 100,000, and a page shows a few.

-- CreateTable
CREATE TABLE "version_file" (
    "workspace_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "digest" TEXT NOT NULL,
    "size" BIGINT NOT NULL,

    CONSTRAINT "version_file_pkey" PRIMARY KEY ("version_id","place")
);

-- Registered manifests move over in the order their digests cover. Nothing is registered meanwhile.
LOCK TABLE model_version IN ACCESS EXCLUSIVE MODE;
INSERT INTO version_file (workspace_id, version_id, place, path, digest, size)
SELECT version.workspace_id, version.id, item.place - 1, item.file ->> 'path', item.file ->> 'digest',
       (item.file ->> 'size')::bigint
FROM model_version version, jsonb_array_elements(version.manifest) WITH ORDINALITY AS item(file, place);

-- CreateIndex
CREATE UNIQUE INDEX "version_file_version_id_path_key" ON "version_file"("version_id", "path");

-- AlterTable
ALTER TABLE "model_version" DROP COLUMN "manifest";

SELECT isolate_table('version_file', 'insert-only');

-- In place of a foreign key, which would check each of 100,000 files: a version gets its files in the transaction that
-- registers it, and none later.
CREATE FUNCTION version_files_come_with_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT version_id, workspace_id FROM added) file
             LEFT JOIN model_version version ON version.id = file.version_id AND version.workspace_id = file.workspace_id
               AND version.xmin = pg_current_xact_id()::xid
             WHERE version.id IS NULL) THEN
    RAISE EXCEPTION 'Files are added to a version only while it is registered' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER version_files_come_with_version AFTER INSERT ON version_file
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION version_files_come_with_version();
