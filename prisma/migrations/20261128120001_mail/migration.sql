-- How people choose to be told, and what is on its way to them by mail.

-- CreateTable
CREATE TABLE "notification_setting" (
    "workspace_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "choices" JSONB NOT NULL,
    "zone" TEXT NOT NULL,
    "hour" INTEGER NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notification_setting_pkey" PRIMARY KEY ("workspace_id","person_id")
);

-- CreateTable
CREATE TABLE "mail_delivery" (
    "message_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "digest" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "trouble" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_delivery_pkey" PRIMARY KEY ("message_id")
);

-- CreateIndex
CREATE INDEX "mail_delivery_workspace_id_state_next_at_idx" ON "mail_delivery"("workspace_id", "state", "next_at");

ALTER TABLE mail_delivery ADD CONSTRAINT mail_delivery_state CHECK (state IN ('due', 'sent', 'dead', 'skipped'));

SELECT isolate_table('notification_setting', 'insert-only');
GRANT UPDATE (choices, zone, hour, set_at) ON notification_setting TO cs_app;
SELECT isolate_table('mail_delivery', 'insert-only');
GRANT UPDATE (state, tries, next_at, trouble, ended_at) ON mail_delivery TO cs_app;
