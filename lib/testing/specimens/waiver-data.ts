import type { EventData } from "#lib/overview/events.ts";
import { envelopeData } from "./envelope-data.ts";
import { reviewData } from "./review-data.ts";

type Signed = Omit<EventData<"waiver.signed">, "waiver" | "number" | "model" | "term" | "seat">;
type Of = { readonly id: string; readonly digest: string; readonly at: string; readonly signed: Signed };

/** Data of each event of a waiver, of an envelope and of a finding. */
export function waiverData({ id, digest, at, signed }: Of) {
  const waiver = { waiver: id, number: 4, model: "flight-delay" };
  const finding = { finding: id, number: 3, model: "flight-delay" };
  const term = { ...waiver, term: 1 };
  return {
    ...envelopeData({ id, digest, at, signed }),
    ...reviewData({ id, digest, at, signed }),
    "finding.opened": {
      ...finding,
      version: 2,
      severity: "high",
      owner: id,
      dueAt: at,
      metric: "accuracy",
      slice: null,
    },
    "finding.resolved": finding,
    "finding.accepted": finding,
    "waiver.requested": {
      ...term,
      gate: { id: "digests-bound", digest },
      policy: 1,
      seat: "engineering",
      tier: "high",
      scope: { pointer: null, release: null },
      startsAt: at,
      endsAt: at,
      digest,
    },
    "waiver.extended": { ...term, term: 2, endsAt: at, digest },
    "waiver.signed": { ...term, ...signed, seat: "engineering" },
    "waiver.granted": { ...term, endsAt: at },
    "waiver.refused": term,
    "waiver.withdrawn": waiver,
  } as const;
}
