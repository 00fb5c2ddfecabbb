import type { Digest } from "#lib/kernel/digest.ts";
import type { EventData } from "#lib/overview/events.ts";

type Signed = Omit<EventData<"envelope.signed">, "envelope" | "number" | "model" | "seat">;
type Of = { readonly id: string; readonly digest: string; readonly at: string; readonly signed: Signed };

const DATASET: Digest = `sha256:${"da".repeat(32)}`;

/** Terms without their dates, and what they are measured against. */
export const ENVELOPE_TERMS = {
  mayChange: ["datasets", "plan"] as const,
  metrics: [{ metric: "log-loss", dataset: DATASET, worse: "0.01" }],
  sizePercent: 5,
  firstPercent: 10,
  stepPercent: 75,
  gates: [],
  uses: 3,
};
export const ENVELOPE_BASE = {
  number: 1,
  version: 1,
  parts: {
    code: "3be91c0",
    dependencies: null,
    configuration: null,
    datasets: null,
    schema: null,
    plan: null,
  },
  bytes: 3,
  metrics: [{ metric: "log-loss", dataset: DATASET, value: "0.5" }],
};

/** Data of each event of an envelope. */
export function envelopeData({ id, digest: text, at, signed }: Of) {
  const digest = text as Digest;
  const envelope = { envelope: id, number: 2, model: "flight-delay" };
  return {
    "envelope.proposed": {
      ...envelope,
      pointer: "production",
      pointerId: id,
      policy: 1,
      tier: "high",
      seats: [{ function: "engineering", min: 1 }],
      terms: { ...ENVELOPE_TERMS, startsAt: at, endsAt: at },
      base: { ...ENVELOPE_BASE, release: id, digest, subject: digest },
      digest,
    },
    "envelope.signed": { ...envelope, ...signed, seat: "engineering" },
    "envelope.granted": envelope,
    "envelope.refused": envelope,
    "envelope.revoked": envelope,
    "envelope.used": { ...envelope, use: 1, release: id, releaseNumber: 7, rollout: id, subject: digest },
  } as const;
}
