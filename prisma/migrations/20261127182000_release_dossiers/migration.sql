-- What the gates of a policy read of a release when something was decided. The log names it by its digest.
CREATE TABLE "release_dossier" (
    "release_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "release_dossier_pkey" PRIMARY KEY ("release_id","digest")
);
SELECT isolate_table('release_dossier', 'insert-only');
