-- Templates of releases, version by version.

-- CreateTable
CREATE TABLE "template_version" (
    "template_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "published_by_id" UUID NOT NULL,
    "published_by_name" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "template_version_pkey" PRIMARY KEY ("template_id","version")
);

-- CreateIndex
CREATE INDEX "template_version_workspace_id_idx" ON "template_version"("workspace_id");

ALTER TABLE template_version ADD CONSTRAINT template_version_counts CHECK (version > 0);
SELECT isolate_table('template_version', 'insert-only');
