import { renewPassword } from "#lib/access/admission/renew-password.ts";
import { changePassword } from "#lib/access/commands/change-password.ts";
import { answersJson, defineEndpoint } from "#lib/api/contract/endpoint.ts";

/** A new password for the current one. No row of the routes: tries at the current one are counted around it. */
export const password = defineEndpoint({
  name: changePassword.name,
  summary: changePassword.summary,
  description: "For signed-in people. Ends all their other sessions.",
  tag: "session",
  method: "POST",
  path: "/api/v1/account/password",
  who: { permission: changePassword.permission },
  input: changePassword.input,
  answers: answersJson(changePassword.output),
  handle:
    ({ db }) =>
    ({ caller, input, address, requestId }) =>
      renewPassword(db, { ...input, address }, { caller, now: new Date(), requestId }),
});
