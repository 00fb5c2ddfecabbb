import { z } from "zod";
import { setPasswordByLink } from "#lib/access/admission/redeem-link.ts";
import { redeemLink } from "#lib/access/commands/redeem-link.ts";
import { answersJson, defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { databaseNow } from "#lib/db/clock.ts";

/** A new password by a single-use link. No row of the routes: who holds the link is nobody yet. */
export const passwordLink = defineEndpoint({
  name: redeemLink.name,
  summary: redeemLink.summary,
  description:
    "For whoever holds the link, which is the proof: no session is needed. Ends all sessions of the person. Second factors stay.",
  tag: "session",
  method: "POST",
  path: "/api/v1/session/password-link",
  who: "anybody",
  input: z.strictObject({
    /** What follows the # of the link. */
    secret: z.string().min(1).max(100),
    newPassword: redeemLink.input.shape.newPassword,
  }),
  answers: answersJson(redeemLink.output),
  problems: [400, 401, 429],
  handle:
    ({ db }) =>
    async ({ input, address }) =>
      setPasswordByLink(db, { ...input, address }, await databaseNow(db)),
});
