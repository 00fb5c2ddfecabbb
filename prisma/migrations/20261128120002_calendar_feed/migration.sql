-- The secret addresses under which people read their deadlines in a calendar.

-- CreateTable
CREATE TABLE "calendar_feed" (
    "workspace_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("workspace_id","person_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_token_hash_key" ON "calendar_feed"("token_hash");

SELECT isolate_table('calendar_feed', 'full');
