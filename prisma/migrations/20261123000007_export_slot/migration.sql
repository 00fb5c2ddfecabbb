-- CreateTable
CREATE TABLE "export_slot" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "caller_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_slot_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "export_slot_kind_expires_at_idx" ON "export_slot"("kind", "expires_at");

ALTER TABLE export_slot ADD CONSTRAINT export_slot_kind CHECK (kind IN ('file', 'bundle'));

-- Counted across workspaces, like tries at a password: how much leaves at once is the installation's affair.
GRANT SELECT, INSERT, DELETE ON export_slot TO cs_app;
GRANT UPDATE (ended_at) ON export_slot TO cs_app;
