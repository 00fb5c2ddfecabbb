-- Who had a part in a version, by hand or through a token, and what a version was made of without saying so.

-- AlterTable
ALTER TABLE "service_token" ADD COLUMN "responsible_id" UUID;
-- Until now the issuer answered for a token. The installation itself is nobody.
UPDATE service_token SET responsible_id = created_by_id WHERE created_by_id <> '00000000-0000-0000-0000-000000000000';

-- CreateTable
CREATE TABLE "artifact_upload" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "digest" TEXT COLLATE "C" NOT NULL,
    "person_id" UUID NOT NULL,
    "person_name" TEXT NOT NULL,
    "token" TEXT,
    "token_part" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "artifact_upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "version_contribution" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "person_name" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "token" TEXT,
    "token_part" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "version_contribution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_origin" (
    "workspace_id" UUID NOT NULL,
    "digest" TEXT COLLATE "C" NOT NULL,
    "model_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,

    CONSTRAINT "file_origin_pkey" PRIMARY KEY ("workspace_id","digest","model_id")
);

-- CreateTable
CREATE TABLE "version_origin" (
    "workspace_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "origin_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "files" INTEGER NOT NULL,

    CONSTRAINT "version_origin_pkey" PRIMARY KEY ("version_id","origin_id")
);

-- CreateIndex
CREATE INDEX "artifact_upload_workspace_id_digest_idx" ON "artifact_upload"("workspace_id", "digest");

-- CreateIndex
CREATE INDEX "version_contribution_version_id_idx" ON "version_contribution"("version_id");

SELECT isolate_table('artifact_upload', 'insert-only');
SELECT isolate_table('version_contribution', 'insert-only');
SELECT isolate_table('file_origin', 'insert-only');
SELECT isolate_table('version_origin', 'insert-only');

-- The people behind an actor of the log or of a row: the person, or a token's issuer.
CREATE FUNCTION pg_temp.behind(actor text) RETURNS TABLE (person_id uuid, person_name text, token text, token_part text)
LANGUAGE sql STABLE AS $$
  SELECT id, name, NULL, NULL FROM person WHERE id::text = actor
  UNION ALL
  SELECT person.id, person.name, token.name, 'issued' FROM service_token token JOIN person ON person.id = token.created_by_id
  WHERE token.id::text = actor
$$;

INSERT INTO artifact_upload (id, workspace_id, digest, person_id, person_name, token, token_part, at)
SELECT gen_random_uuid(), event.workspace_id, substring(event.stream from 47), behind.*, min(event.occurred_at)
FROM audit_event event, LATERAL pg_temp.behind(event.actor_id) behind
WHERE event.action = 'artifact.stored'
GROUP BY 2, 3, behind.person_id, behind.person_name, behind.token, behind.token_part;

INSERT INTO version_contribution (id, workspace_id, version_id, person_id, person_name, part, token, token_part, at)
SELECT gen_random_uuid(), did.workspace_id, did.version_id, behind.person_id, behind.person_name, did.part, behind.token,
       behind.token_part, did.at
FROM (
  SELECT workspace_id, id AS version_id, registered_by_id AS actor, 'registered' AS part, created_at AS at FROM model_version
  UNION ALL
  SELECT workspace_id, version_id, author_id, 'wrote-card', created_at FROM card_revision
  UNION ALL
  SELECT workspace_id, version_id, produced_by_id, 'measured', created_at FROM evaluation_report
) did, LATERAL pg_temp.behind(did.actor) behind;

INSERT INTO version_contribution (id, workspace_id, version_id, person_id, person_name, part, token, token_part, at)
SELECT gen_random_uuid(), file.workspace_id, file.version_id, upload.person_id, upload.person_name, 'uploaded', upload.token,
       upload.token_part, min(upload.at)
FROM version_file file JOIN artifact_upload upload ON upload.workspace_id = file.workspace_id AND upload.digest = file.digest
WHERE file.size > 0
GROUP BY 2, 3, 4, 5, 7, 8;

-- The version of each model that had a file first.
INSERT INTO file_origin (workspace_id, digest, model_id, version_id)
SELECT DISTINCT ON (file.workspace_id, file.digest, version.model_id)
       file.workspace_id, file.digest, version.model_id, version.id
FROM version_file file JOIN model_version version ON version.id = file.version_id
WHERE file.size >= 256
ORDER BY file.workspace_id, file.digest, version.model_id, version.created_at, version.number;

-- What a version has of an earlier one that its parents do not lead to.
INSERT INTO version_origin (workspace_id, version_id, origin_id, path, digest, files)
SELECT DISTINCT ON (version.id, origin.version_id) version.workspace_id, version.id, origin.version_id, file.path,
       file.digest, count(*) OVER (PARTITION BY version.id, origin.version_id)
FROM version_file file
JOIN model_version version ON version.id = file.version_id
JOIN file_origin origin ON origin.workspace_id = file.workspace_id AND origin.digest = file.digest
  AND (origin.model_id = version.model_id OR file.size >= 65536)
JOIN model_version earlier ON earlier.id = origin.version_id AND earlier.created_at < version.created_at
WHERE NOT EXISTS (
  WITH RECURSIVE parent (id) AS (
    SELECT version.parent_id
    UNION
    SELECT above.parent_id FROM parent JOIN model_version above ON above.id = parent.id
  )
  SELECT FROM parent WHERE parent.id = earlier.id)
ORDER BY version.id, origin.version_id, file.size DESC, file.path;
