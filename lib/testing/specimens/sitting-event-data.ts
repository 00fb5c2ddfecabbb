import type { sittingEvents } from "#lib/councils/sitting-events.ts";
import type { DataIn } from "#lib/kernel/event-catalogue.ts";
import type { releaseEvents } from "#lib/releases/events.ts";

const id = "0198c0de-0000-7000-8000-000000000001";
const other = "0198c0de-0000-7000-8000-000000000002";
const digest = `sha256:${"a".repeat(64)}`;
const at = "2026-11-26T14:00:00.000Z";
const of = { sitting: id, council: other, number: 3 };
const item = { item: id, kind: "release", subject: other, minutes: 10 } as const;
const minutes = {
  round: 1,
  digest,
  signers: [
    { person: id, seat: "compliance" },
    { person: other, seat: "security" },
  ],
} as const;

type Data = { readonly [T in keyof typeof sittingEvents]: DataIn<typeof sittingEvents, T> } & {
  readonly "release.heard": DataIn<typeof releaseEvents, "release.heard">;
};

/** What the events of a sitting say. */
export const sittingEventData: Data = {
  "release.heard": { number: 2, round: 1, sitting: id, item: id, subject: digest },
  "sitting.planned": { ...of, startsAt: at, items: [item] },
  "sitting.moved": { ...of, startsAt: at },
  "sitting.called-off": of,
  "sitting.arranged": { ...of, items: [item] },
  "sitting.opened": {
    ...of,
    composition: { version: 2, digest },
    attendance: [{ person: id, presence: "present", seat: "compliance" }],
  },
  "sitting.attended": { ...of, person: other, presence: "excused", seat: null },
  "sitting-item.started": { ...of, item: id, round: 1, digest },
  "sitting-item.extended": { ...of, item: id, minutes: 5 },
  "sitting-item.recorded": {
    ...of,
    item: id,
    outcome: {
      round: 1,
      digest,
      result: "approved",
      votes: [
        { seat: "security", signature: id, signer: other, decision: "approve", written: true, conditions: 1 },
      ],
      open: [],
    },
    lapsed: [],
  },
  "sitting-item.postponed": { ...of, item: id },
  "sitting.noted": { ...of, note: other, item: id },
  "sitting.vouched": { ...of, signer: id, method: "totp", purposes: [digest], until: at },
  "sitting.closed": { ...of, ...minutes },
  "sitting.amended": { ...of, ...minutes, round: 2, item: null },
  "sitting.signed": {
    ...of,
    seat: "compliance",
    signer: id,
    method: "totp",
    lapsed: [],
    statement: digest,
    round: 1,
    signature: other,
    decision: "approve",
    digest,
  },
  "sitting.confirmed": { ...of, round: 1, digest },
  "sitting.disputed": { ...of, round: 1 },
};
