import { z } from "zod";
import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { run } from "#lib/command/run.ts";
import { readUnsubscribe } from "#lib/crypto/unsubscribe-token.ts";
import { mailKey } from "#lib/env.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { stopNotification } from "#lib/overview/commands/stop-notification.ts";

/** As mail programs send it; nothing of it is read. */
const form = z.object({
  "List-Unsubscribe": z.string().meta({ description: "Always `One-Click`." }).optional(),
});

/**
 * One click ends mail of some kinds (RFC 8058): a mail program posts a form here, without a session. The token in the address
 * is all it needs, and all the token can do. Ending what ended already is done, too.
 */
export const unsubscribe = defineEndpoint({
  name: "unsubscribe",
  summary: "End mail of the kinds that a mail's link names",
  description:
    "Without a session: the token in the address stands for one person and these kinds, and does nothing else.",
  tag: "inbox",
  method: "POST",
  path: "/api/v1/unsubscribe/{token}",
  who: "anybody",
  input: z.object({ token: z.string().max(1000).meta({ description: "From the link of a mail." }) }),
  body: { "application/x-www-form-urlencoded": form },
  answers: { 204: { description: "No mail of these kinds is sent any more." } },
  problems: [400, 404, 413, 500, 503],
  handle:
    ({ db }) =>
    async ({ input, requestId }) => {
      const stopping = readUnsubscribe(input.token, mailKey());
      if (!stopping) return notOurs;
      const { workspaceId, personId, kinds } = stopping;
      const caller = { kind: "system", id: "unsubscribe", name: "Unsubscribe", workspaceId } as const;
      const stopped = await run(db, stopNotification, { personId, kinds }, { caller, requestId });
      if (!stopped.ok && stopped.error.code !== "mail-stopped") return stopped;
      return new Response(null, { status: 204 });
    },
});

const notOurs = refuse("not-found", "no-such-link", "This link ends no mail.", {
  todo: "Sign in and choose in the inbox how you are told.",
});
