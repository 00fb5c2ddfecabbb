-- What people and other systems were told is kept for a time, then dropped in batches, the oldest first.

-- CreateIndex
CREATE INDEX "inbox_message_workspace_id_told_at_idx" ON "inbox_message"("workspace_id", "told_at");

-- CreateIndex
CREATE INDEX "told_event_workspace_id_told_at_idx" ON "told_event"("workspace_id", "told_at");

-- CreateIndex
CREATE INDEX "mail_delivery_workspace_id_ended_at_idx" ON "mail_delivery"("workspace_id", "ended_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_workspace_id_ended_at_idx" ON "webhook_delivery"("workspace_id", "ended_at");

-- They are no record: what the log says of an event stays there.
GRANT DELETE ON inbox_message, told_event, mail_delivery TO cs_app;
