-- Addresses that events of the log are posted to, and what is on its way to them.

-- CreateTable
CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "kinds" TEXT[],
    "model_id" UUID,
    "salt" BYTEA NOT NULL,
    "old_salt" BYTEA,
    "old_until" TIMESTAMPTZ(3),
    "next_leaf" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_for" TEXT,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "webhook_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "leaf" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "status" INTEGER,
    "trouble" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("webhook_id","event_id")
);

-- CreateIndex
CREATE INDEX "webhook_workspace_id_idx" ON "webhook"("workspace_id");

-- CreateIndex
CREATE INDEX "webhook_delivery_webhook_id_state_next_at_idx" ON "webhook_delivery"("webhook_id", "state", "next_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_workspace_id_leaf_idx" ON "webhook_delivery"("workspace_id", "leaf");

ALTER TABLE webhook_delivery ADD CONSTRAINT webhook_delivery_state CHECK (state IN ('due', 'sent', 'dead'));
ALTER TABLE webhook ADD CONSTRAINT webhook_disabled_for
  CHECK ((disabled_at IS NULL) = (disabled_for IS NULL) AND disabled_for IN ('gone', 'unreached', 'by-hand'));

SELECT isolate_table('webhook', 'full');
SELECT isolate_table('webhook_delivery', 'full');
