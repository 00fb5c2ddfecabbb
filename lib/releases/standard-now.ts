import { type Envelope, type EnvelopeState, envelopeState } from "#lib/councils/envelope.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type GatesNow, isBlocked, waitsForGates } from "./gates-now.ts";
import { boundsOf, type Claiming, isOpenFor, type MeasuredBound, type MeasuredReport } from "./standard.ts";

/** By which envelope a release claims the standard class, and what was measured of it. */
export type Claim = { readonly envelope: Envelope | null; readonly reports: readonly MeasuredReport[] };

export type ClaimFile = Omit<Claiming, "reports"> & {
  /** Null where it claims nothing. */
  readonly claim: Claim | null;
};

export const isStandard = ({ sections }: Pick<ClaimFile, "sections">): boolean =>
  sections.target.changeClass === "standard";

/**
 * Whether a release that claims the standard class is inside its envelope now. Others claim nothing, and pass. It is asked
 * again when it is opened, edited, submitted, approved, started and before each widening.
 */
export function insideNow(file: ClaimFile, now: Date): Result<null, Refusal> {
  if (!isStandard(file)) return ok(null);
  const { envelope, reports } = file.claim ?? NOTHING;
  if (!envelope) return refuse("invalid", "no-such-envelope", "There is no such envelope.", NORMAL);
  if (!isOpenFor(envelope, file.release.id, now))
    return refuse(
      "gone",
      "envelope-closed",
      `Envelope ${envelope.number} ${NOT_OPEN[envelopeState(envelope, now)]}.`,
      NORMAL,
    );
  const passed = boundsOf(envelope, { ...file, reports }).filter((bound) => !bound.ok);
  return passed.length === 0
    ? ok(null)
    : refuse(
        "illegal",
        "outside-envelope",
        `This release is outside envelope ${envelope.number}: ${passed.map(boundText).join("; ")}.`,
        NORMAL,
      );
}

const NOTHING: Claim = { envelope: null, reports: [] };
const NORMAL = {
  todo: "Have it reviewed as a normal change by the whole council.",
  place: { label: "See the envelopes", href: "/envelopes" },
};

const NOT_OPEN: Readonly<Record<EnvelopeState, string>> = {
  proposed: "is not signed yet",
  planned: "has not begun",
  "in-force": "is in force",
  "used-up": "has no use left",
  ended: "has ended",
  over: "is over: what went out under it failed, or another release was reviewed since",
  refused: "was refused",
  revoked: "was revoked",
};

/** "log-loss is worse by 0.03, limit 0.01": which bound is passed, and by how much. */
export function boundText({ bound, name, limit, measured, over }: MeasuredBound): string {
  if (bound === "metric")
    return measured === null
      ? `${name} was not measured on the dataset of the envelope`
      : `${name} is worse by ${measured}, ${over} beyond the limit of ${limit}`;
  if (bound === "part") return `the ${name} changed or ${name === "plan" ? "is" : "are"} not stated`;
  if (limit !== null)
    return measured === null
      ? `${NUMBERS[bound] ?? bound} cannot be measured`
      : `${NUMBERS[bound] ?? bound} is ${measured} %, ${over} beyond the limit of ${limit} %`;
  return HELD[bound] ?? bound;
}

const NUMBERS: Partial<Record<MeasuredBound["bound"], string>> = {
  size: "the change of size",
  first: "the first share of traffic",
  step: "the largest step of traffic",
};
const HELD: Partial<Record<MeasuredBound["bound"], string>> = {
  digest: "it names another envelope than was signed",
  pointer: "it is for another pointer",
  tier: "the model's tier is stricter now",
  substantial: "it is a substantial modification",
  apart: "somebody who signed the envelope had a part in it",
};

/** The envelope's gates that do not pass, by id; a waived one does not. */
export function gatesMissing(file: ClaimFile, gated: Pick<GatesNow, "said"> | null): string[] {
  if (!isStandard(file)) return [];
  const passed = (gated?.said.results ?? []).filter(({ status }) => status === "pass").map(({ id }) => id);
  return (file.claim?.envelope?.terms.gates ?? []).filter((id) => !passed.includes(id));
}

/** Whether a release goes out by its class now: the gates of its envelope are asked, too. */
export function goesOutNow(file: ClaimFile, gated: GatesNow | null, now: Date): Result<null, Refusal> {
  const inside = insideNow(file, now);
  if (!inside.ok) return inside;
  const missing = gatesMissing(file, gated);
  return missing.length === 0
    ? ok(null)
    : refuse(
        "illegal",
        "envelope-gate",
        `The envelope asks that these gates pass without a waiver: ${missing.join(", ")}.`,
        NORMAL,
      );
}

/** Whether the seats alone do not approve it: a gate that must pass does not, or its envelope does not cover it now. */
export const isHeldBack = (file: ClaimFile, gated: GatesNow | null, now: Date): boolean =>
  isBlocked(gated) || !goesOutNow(file, gated, now).ok;

/** Of an act that asks neither: an approval waits for `settle-release`. */
export const waitsToBeAsked = (file: ClaimFile & Parameters<typeof waitsForGates>[0]): boolean =>
  waitsForGates(file) || isStandard(file);
