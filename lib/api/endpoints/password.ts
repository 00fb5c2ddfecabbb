import { renewPassword } from "#lib/access/admission/renew-password.ts";
import { changePassword } from "#lib/access/commands/change-password.ts";
import type { Api, ApiParts } from "#lib/api/app.ts";
import { guarded } from "#lib/api/handle.ts";
import { readJson } from "#lib/api/read-input.ts";
import { parseInput } from "#lib/command/parse.ts";

/** A new password for the current one. Not a row of the table: tries at the current one are counted around it. */
export function passwordDoors(app: Api, parts: ApiParts): void {
  app.post(
    "/api/v1/account/password",
    guarded(parts, async (caller, context) => {
      const body = await readJson(context);
      if (!body.ok) return body;
      const parsed = parseInput(changePassword.input, body.value);
      if (!parsed.ok) return parsed;
      const address = context.req.header("x-client-address") ?? "unknown";
      const asking = { caller, now: new Date(), requestId: context.get("requestId") };
      return renewPassword(parts.db, { ...parsed.value, address }, asking);
    }),
  );
}
