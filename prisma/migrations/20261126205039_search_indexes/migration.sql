-- Versions are found by number and by digest, their own or that of a card or a report.

-- CreateIndex
CREATE INDEX "model_version_workspace_id_number_created_at_idx" ON "model_version"("workspace_id", "number", "created_at");

-- CreateIndex
CREATE INDEX "model_version_workspace_id_digest_idx" ON "model_version"("workspace_id", "digest");

-- CreateIndex
CREATE INDEX "card_revision_workspace_id_digest_idx" ON "card_revision"("workspace_id", "digest");

-- CreateIndex
CREATE INDEX "evaluation_report_workspace_id_digest_idx" ON "evaluation_report"("workspace_id", "digest");
