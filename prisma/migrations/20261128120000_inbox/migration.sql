-- What people are told, each once: the inbox, and the events of which everybody concerned was told.

-- CreateTable
CREATE TABLE "inbox_message" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "asks" BOOLEAN NOT NULL,
    "title" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "model" TEXT,
    "urgent" BOOLEAN NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "actor_id" TEXT,
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "told_event" (
    "event_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "told_event_pkey" PRIMARY KEY ("event_id")
);

-- CreateIndex
CREATE INDEX "inbox_message_person_id_done_at_told_at_idx" ON "inbox_message"("person_id", "done_at", "told_at");

-- CreateIndex
CREATE INDEX "inbox_message_workspace_id_source_idx" ON "inbox_message"("workspace_id", "source");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_message_person_id_source_key" ON "inbox_message"("person_id", "source");

-- A page of this product, never an address elsewhere.
ALTER TABLE inbox_message ADD CONSTRAINT inbox_message_href CHECK (href ~ '^/([^/\\]|$)');

SELECT isolate_table('inbox_message', 'insert-only');
GRANT UPDATE (read_at, done_at) ON inbox_message TO cs_app;
SELECT isolate_table('told_event', 'insert-only');
