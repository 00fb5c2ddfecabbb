import { z } from "zod";
import { tokenStands } from "#lib/access/admission/token-stands.ts";
import { permit } from "#lib/access/permission.ts";
import { type ApiContext, type ApiParts, defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { callerOfAuthorization } from "#lib/api/guard/authenticate.ts";
import { noteToken } from "#lib/api/guard/note-denial.ts";
import { readStreamTicket, type Ticketed } from "#lib/crypto/stream-ticket.ts";
import { away, forbidden, type OfrepAnswer, ofrepErrors, unauthenticated } from "./errors.ts";
import { EVALUATION_SCOPE } from "./evaluator.ts";
import { FlagStreams } from "./streams.ts";
import { STREAM_PATH } from "./wire.ts";

/** The stream by which clients hear that they are to evaluate again (OFREP 0.3, `eventStreams`). */
export const flagStream = defineEndpoint({
  name: "stream-flags",
  summary: "Hear when to evaluate again (OFREP 0.3)",
  description:
    "Server-sent events, each `refetchEvaluation`. The address comes with the answer for all flags; its ticket ends with the token.",
  tag: "ofrep",
  method: "GET",
  path: STREAM_PATH,
  who: { token: EVALUATION_SCOPE },
  input: z.object({
    ticket: z
      .string()
      .max(200)
      .optional()
      .meta({ description: "Stands for the token, which may also be a header." }),
    since: z
      .string()
      .max(100)
      .optional()
      .meta({ description: "What the client has seen; an event follows at once where that is over." }),
  }),
  headers: {
    "Last-Event-ID": { description: "The last event that the client heard, where it connects again." },
  },
  answers: {
    200: {
      description: "The events, with a comment every 15 seconds.",
      type: "text/event-stream",
      headers: { "Cache-Control": "No cache may keep it." },
    },
    401: ofrepErrors[401],
    403: ofrepErrors[403],
    429: {
      description: "Too many streams are open, of this token or in all.",
      headers: { "Retry-After": "Seconds to wait." },
    },
    503: ofrepErrors[503],
  },
  problems: [],
  handle: (parts) => {
    const streams = new FlagStreams(parts);
    return async ({ context: { req }, input: { ticket, since } }) => {
      const by = await listener(parts, req, ticket);
      if (!("tokenId" in by)) return new Response(by.body, by);
      if (!parts.assignments.ready()) return new Response(null, away);
      if (streams.isFull(by.tokenId)) return new Response(null, full);
      if (req.method === "HEAD") return new Response(null, { headers: HEADERS });
      const seen = req.header("last-event-id") ?? since;
      return new Response(streams.stream({ ...by, seen }), { headers: HEADERS });
    };
  },
});

const HEADERS = {
  "content-type": "text/event-stream",
  "cache-control": "no-store",
  // A proxy that collects what it passes on would keep the events.
  "x-accel-buffering": "no",
};
const full = { status: 429, headers: { "retry-after": "30" } };

/** Whose stream it is, by the ticket or by a header as for evaluations; an answer where nobody may. */
async function listener(
  parts: ApiParts,
  req: ApiContext["req"],
  ticket: string | undefined,
): Promise<Ticketed | OfrepAnswer> {
  if (ticket !== undefined) {
    const by = readStreamTicket(parts.secret, ticket);
    return by && (await tokenStands(parts.db, { ...by, scope: EVALUATION_SCOPE })) ? by : unauthenticated;
  }
  const key = req.header("authorization") ?? bearerOf(req.header("x-api-key"));
  if (key === undefined) return unauthenticated;
  const caller = await callerOfAuthorization(key, parts.db, new Date());
  if (!caller.ok) {
    await noteToken(parts, key, { what: `GET ${STREAM_PATH}`, address: "unknown" });
    return unauthenticated;
  }
  const { id: tokenId, workspaceId } = caller.value;
  return permit(caller.value, EVALUATION_SCOPE).ok ? { tokenId, workspaceId } : forbidden;
}

const bearerOf = (key: string | undefined): string | undefined => (key ? `Bearer ${key}` : undefined);
