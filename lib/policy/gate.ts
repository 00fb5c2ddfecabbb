import { z } from "zod";
import { SOURCE_MAX } from "#lib/expression/expression.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { line, prose, slug } from "#lib/kernel/fields.ts";

/** Pages that a gate may send people to. */
export const WAYS_OUT = [
  "edit-release",
  "version",
  "model",
  "pointer-incidents",
  "freezes",
  "people",
  "policy",
  "rollout",
  "findings",
  "re-reviews",
] as const;

/** A named rule over the dossier of a release. */
export const gateContent = z.strictObject({
  id: slug.max(50, "must have at most 50 characters"),
  title: line(80),
  /** Whether a failure blocks the approval and the start, or takes a reason to go over. */
  severity: z.enum(["block", "warn"]),
  /** CEL: the gate passes where it is true. */
  expression: prose(SOURCE_MAX),
  /** What is wrong where it does not pass. */
  message: line(200),
  wayOut: z.strictObject({ label: line(60), to: z.enum(WAYS_OUT) }),
  /** The function whose holders may waive it; left out where nobody may. */
  whoMayWaive: z.enum(FUNCTIONS).exactOptional(),
  /** What it says where it reads what is not there. It passes in neither case. */
  whenMissing: z.enum(["fail", "hold"]),
});
export type Gate = z.infer<typeof gateContent>;

export const GATES_MAX = 60;
/** A policy is written into one entry of the log, which holds 64 KiB. */
const GATES_BYTES_MAX = 40_000;
const bytesOf = (gates: readonly Gate[]): number => new TextEncoder().encode(JSON.stringify(gates)).length;

export const gatesContent = z
  .array(gateContent)
  .min(1, "is empty; leave it out where there are no gates")
  .max(GATES_MAX)
  .refine((gates) => bytesOf(gates) <= GATES_BYTES_MAX, `must have at most ${GATES_BYTES_MAX} bytes together`)
  .refine((gates) => new Set(gates.map(({ id }) => id)).size === gates.length, {
    message: "must not have two gates of one id",
  });
