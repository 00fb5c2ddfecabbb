import { renewPassword } from "#lib/access/admission/renew-password.ts";
import { changePassword } from "#lib/access/commands/change-password.ts";
import { answersJson, defineEndpoint } from "#lib/api/contract/endpoint.ts";

/**
 * Changes the password, given the current one. Not a row of the routes, because it also throttles tries at the
 * current one.
 */
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
    ({ caller, input, requestId }) =>
      renewPassword(db, input, { caller, now: new Date(), requestId }),
});
