import { z } from "zod";
import { provePresence } from "#lib/access/doors/prove-presence.ts";
import type { Api, ApiParts } from "#lib/api/app.ts";
import { guarded } from "#lib/api/handle.ts";
import { readJson } from "#lib/api/read-input.ts";
import { parseInput } from "#lib/command/parse.ts";
import { digest } from "#lib/kernel/fields.ts";

export const presenceInput = z.strictObject({
  password: z.string().min(1).max(256),
  act: z.literal("cast-verdict"),
  subjectDigest: digest,
});

export const presenceOutput = z.object({ stepUpId: z.string() });

/** The password once more, for one signature over one digest: answers a proof to spend within five minutes. */
export function presenceDoors(app: Api, parts: ApiParts): void {
  app.post(
    "/api/v1/session/step-up",
    guarded(parts, async (caller, context) => {
      const body = await readJson(context);
      if (!body.ok) return body;
      const parsed = parseInput(presenceInput, body.value);
      if (!parsed.ok) return parsed;
      const address = context.req.header("x-client-address") ?? "unknown";
      return provePresence(parts.db, caller, { ...parsed.value, address }, new Date());
    }),
  );
}
