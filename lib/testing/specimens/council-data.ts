import type { CompositionContent } from "#lib/councils/composition.ts";
import type { CouncilEvent } from "#lib/councils/council-events.ts";
import type { EventData } from "#lib/overview/events.ts";
import type { SeatRule } from "#lib/policy/policy.ts";

const [mira, omar] = ["0198c0de-0000-7000-8000-000000000002", "0198c0de-0000-7000-8000-000000000003"];

/** A council of one seat with a member and an alternate. */
export const composition = (changed: Partial<CompositionContent> = {}): CompositionContent => ({
  name: "Model council",
  purpose: "Signs updates of high-tier models.",
  seats: [{ function: "security", min: 1, members: [mira], alternates: [omar] }],
  chair: mira,
  secretary: null,
  cadence: { days: [2, 4], time: "15:00" },
  calendar: {
    zone: "Europe/Berlin",
    days: [1, 2, 3, 4, 5],
    from: "08:00",
    to: "18:00",
    holidays: ["2026-12-24"],
  },
  escalation: [],
  ...changed,
});

type Given = {
  readonly id: string;
  readonly digest: string;
  readonly signed: Omit<EventData<"council.signed">, "proposal" | "council" | "version" | "seat">;
  readonly seats: SeatRule[];
};

/** Data of the events of a council. */
export function councilData({ id, digest, signed, seats }: Given): {
  readonly [T in CouncilEvent["type"]]: EventData<T>;
} {
  const proposal = { proposal: id, council: id, version: 1 };
  const content = composition();
  return {
    "council.proposed": { ...proposal, base: { version: 1, digest }, digest, content, seats },
    "council.signed": { ...proposal, ...signed, seat: "security" },
    "council.composed": { ...proposal, digest, content },
    "council.rejected": proposal,
    "council.proposal-withdrawn": proposal,
  };
}

/** Data of the events of a late seat. */
export function lateSeatData({ id, at }: { readonly id: string; readonly at: string }) {
  const late = { number: 2, round: 1, seat: "security", due: at, to: [id], lapsed: [] } as const;
  return {
    "release.seat-reminded": { ...late, step: "reminded" },
    "release.seat-escalated": { ...late, step: "escalated" },
  } as const;
}
