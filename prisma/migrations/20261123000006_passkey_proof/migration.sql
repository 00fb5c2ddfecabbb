-- What a passkey signed for an act is kept with the act, so that it can be checked without this server.
ALTER TABLE "step_up" ADD COLUMN "passkey" JSONB;
