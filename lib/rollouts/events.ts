import { z } from "zod";
import type { Catalogue, EventIn } from "#lib/kernel/event-catalogue.ts";
import { digestText, moment, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { freezes, over } from "#lib/releases/events.ts";

const numbers = { number: ordinal, release: ordinal };
const inStage = { ...numbers, stage: named };
const reason = z.object({ reason: z.string() });
const reasonGiven = z.object({ reason: z.string().exactOptional() });

/** The gate verdict it follows from, where the plan caused it. */
const verdict = {
  verdict: named.exactOptional(),
  /** Digest of the stored inputs from which the verdict is recomputed. */
  inputs: digestText.exactOptional(),
  judge: z.string().exactOptional(),
};
/** The stop or the switch of its pointer that it follows from. */
const freeze = named.exactOptional();
const by = z.enum(["plan", "hand"]);
const byHand = { by: z.literal("hand") };
const decided = {
  ...verdict,
  by,
  /** The guardrail that failed, if one did. */
  guardrail: named.nullable().exactOptional(),
  because: z.string().exactOptional(),
};

/** What happens to a rollout, by its plan or by hand. */
export const rolloutEvents = {
  "rollout.started": {
    data: z.object({
      ...numbers,
      planDigest: digestText,
      subject: digestText,
      /** Null where nothing was live before: there is nothing to stage. */
      stage: named.nullable(),
      over: over.exactOptional(),
      /** The gates that a waiver covered; absent where none did. */
      waived: z.array(named).exactOptional(),
      freezes,
    }),
    details: z.object({
      reason: z.string().exactOptional(),
      /** Of who started it, by id. */
      names: z.record(z.string(), z.string()).exactOptional(),
    }),
    decisive: true,
  },
  "rollout.advanced": { data: z.object({ ...inStage, ...verdict, by, to: named, freezes }) },
  "rollout.paused": { data: z.object({ ...inStage, ...byHand }), details: reason },
  "rollout.resumed": { data: z.object({ ...inStage, ...byHand }), details: reason },
  "rollout.halted": {
    /** `fault`: it could not be judged, so nothing watched it. `stop`: two people stopped all rollouts. */
    data: z.object({ ...inStage, ...decided, by: z.enum([...by.options, "fault", "stop"]), freeze }),
    details: reasonGiven,
    decisive: true,
  },
  "rollout.rolling-back": {
    data: z.object({ ...inStage, ...decided, freeze, breachAt: moment.nullable(), detectedAt: moment }),
    details: reasonGiven,
    decisive: true,
  },
  "rollout.rolled-back": {
    data: z.object({
      ...numbers,
      base: ordinal.nullable(),
      breachAt: moment.nullable(),
      detectedAt: moment.nullable(),
      decidedAt: moment.nullable(),
      actuatedAt: moment,
    }),
  },
  "rollout.completed": {
    data: z.object({
      ...numbers,
      ...verdict,
      by: z.literal("plan").exactOptional(),
      stage: named.exactOptional(),
      planDigest: digestText.exactOptional(),
      subject: digestText.exactOptional(),
      freezes,
    }),
    decisive: true,
  },
} as const satisfies Catalogue;

export type RolloutEvent = EventIn<typeof rolloutEvents>;
