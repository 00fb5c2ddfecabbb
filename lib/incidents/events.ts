import { z } from "zod";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { id, ordinal } from "#lib/kernel/fields.ts";
import { LEARNING_CHANGES, LEARNING_OUTCOMES } from "./learning.ts";
import { SEVERITIES } from "./severity.ts";

const numbers = { number: ordinal, rollout: ordinal };
/** The entry's place among those of its incident. Its text is kept beside the log. */
const entry = { ...numbers, entry: ordinal };
const learning = { ...numbers, learning: ordinal };
/** A step of the playbook by its place, and what it says. */
const step = {
  data: z.object({ ...numbers, step: ordinal }),
  details: z.object({ text: z.string() }),
};
/** Of who sees to it; the log has only the id. */
const named = { name: z.string() };

/** What happens to an incident. */
export const incidentEvents = {
  "incident.opened": { data: z.object(numbers) },
  "incident.noted": { data: z.object(entry), details: z.object({ note: z.string() }) },
  "incident.explained": { data: z.object(entry), details: z.object({ cause: z.string() }) },
  "incident.assessed": {
    data: z.object({ ...numbers, severity: z.literal(SEVERITIES), lead: id }),
    details: z.object({ ...named, reason: z.string() }),
  },
  "step.ticked": step,
  "step.unticked": step,
  "learning.added": {
    data: z.object({ ...learning, owner: id, changes: z.enum(LEARNING_CHANGES) }),
    details: z.object({ ...named, text: z.string() }),
  },
  "learning.settled": {
    data: z.object({ ...learning, outcome: z.enum(LEARNING_OUTCOMES) }),
    details: z.object({ reason: z.string() }),
  },
  "incident.closed": {
    data: z.object({
      ...numbers,
      release: ordinal,
      /** The entry with the cause it was closed with. */
      cause: ordinal,
    }),
    details: z.object({ conclusion: z.string() }),
    decisive: true,
  },
} as const satisfies Catalogue;
