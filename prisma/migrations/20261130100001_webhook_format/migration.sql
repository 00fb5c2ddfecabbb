-- What a webhook posts: the event itself, or a message for people in a chat.

-- AlterTable
ALTER TABLE "webhook" ADD COLUMN "format" TEXT NOT NULL DEFAULT 'cloudevents';

ALTER TABLE webhook ADD CONSTRAINT webhook_format CHECK (format IN ('cloudevents', 'slack', 'teams'));
