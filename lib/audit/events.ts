import { z } from "zod";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { count, moment } from "#lib/kernel/event-fields.ts";

/** An act too frequent to be recorded one by one. */
const tallied = {
  data: z.object({
    code: z.string(),
    by: z.enum(["person", "token", "address"]),
    count,
    firstAt: moment,
    lastAt: moment,
    filter: z.string().exactOptional(),
    what: z.array(z.string()).exactOptional(),
  }),
  details: z.object({
    from: z
      .object({
        block: z.string().exactOptional(),
        addresses: z.array(z.string()),
        tried: z.array(z.string()).exactOptional(),
      })
      .exactOptional(),
  }),
};

const key = { vkey: z.string() };
const head = { size: count, root: z.string() };
const successor = { origin: z.string(), ...key };

/** What happens to the log itself, and which requests were refused. */
export const auditEvents = {
  "denial.recorded": tallied,
  "audit.read": tallied,
  "log.announced": { data: z.object({ former: z.object(key), successor: z.object(successor) }) },
  "log.rotated": { data: z.object({ former: z.object(key), successor: z.object(successor) }) },
  "log.recovered": {
    data: z.object({
      former: z.object({ ...key, ...head }),
      successor: z.object({ ...successor, ...head }),
    }),
  },
  "log.diverged": {
    data: z.object({ events: count, differences: count }),
    details: z.object({ differences: z.array(z.string()) }),
  },
} as const satisfies Catalogue;
