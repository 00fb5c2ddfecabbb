import { z } from "zod";
import type { Catalogue, EventIn } from "#lib/kernel/event-catalogue.ts";
import { named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { freezeTerms } from "./freeze.ts";
import { LOOSENINGS } from "./loosening.ts";

const loosening = {
  loosening: named,
  freeze: named,
  kind: z.enum(LOOSENINGS),
  /** The release that passes, where one does. */
  release: named.exactOptional(),
  number: ordinal.exactOptional(),
};
const reason = z.object({ reason: z.string() });

/** Freezes of a workspace, all in one stream, so that whoever has it whole knows that there is no other. */
export const freezeEvents = {
  "freeze.created": {
    data: z.object({ ...freezeTerms.shape, freeze: named }),
    details: reason.extend({ name: z.string() }),
  },
  /** That all rollouts of the workspace are to stop. */
  "stop.asked": { data: z.object({ stop: named }), details: reason },
  /** By a second person. The freeze that holds everything from now on has the same id, and its own event. */
  "stop.confirmed": {
    data: z.object({
      stop: named,
      /** The policy's window of independence. */
      days: z.int().min(0),
    }),
  },
  "loosening.proposed": { data: z.object(loosening), details: reason },
  "loosening.confirmed": {
    data: z.object({
      ...loosening,
      /** The policy's window of independence. */
      days: z.int().min(0),
    }),
  },
} as const satisfies Catalogue;

export type FreezeEvent = EventIn<typeof freezeEvents>;

export const freezeStream = (workspaceId: string): string => `freeze/${workspaceId}`;
