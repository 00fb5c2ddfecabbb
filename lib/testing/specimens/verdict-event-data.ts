import type { EventData } from "#lib/overview/events.ts";

const id = "0198c0de-0000-7000-8000-000000000001";
const subject = `sha256:${"ab".repeat(32)}`;
const inRound = { number: 2, round: 1, subject };

/** Data of each event of a verdict, signed or sealed. */
export const VERDICT_EVENT_DATA: {
  readonly [T in "verdict.cast" | "verdict.sealed" | "verdict.revealed"]: EventData<T>;
} = {
  "verdict.cast": {
    ...inRound,
    verdict: id,
    seat: "security",
    decision: "approve",
    signer: id,
    sections: { card: subject },
    statement: subject,
    method: "webauthn",
    lapsed: [],
  },
  "verdict.sealed": {
    ...inRound,
    sealed: id,
    seat: "security",
    signer: id,
    method: "webauthn",
    commitment: "c".repeat(43),
  },
  "verdict.revealed": {
    ...inRound,
    because: "complete",
    opened: [{ sealed: id, decision: "request-changes", salt: `${"A".repeat(43)}=`, words: "w".repeat(43) }],
    unread: [],
    lapsed: [],
  },
};
