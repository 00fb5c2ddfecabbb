import type { DecisionView, NextStep } from "#components/councils/decision.ts";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { Means } from "#lib/access/means.ts";
import type { EnvelopeEnd, Part } from "#lib/councils/envelope.ts";
import { ENVELOPE_DECISIONS, type EnvelopeDecision, meaningOf } from "#lib/councils/signable.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { EnvelopeItem, EnvelopePageView } from "#lib/releases/views/envelopes.ts";

export const groupLabels: Readonly<Record<EnvelopeItem["group"], string>> = {
  mine: "Waits for your signature",
  waiting: "Waits for signatures",
  open: "Signed",
  closed: "Over",
};

type Look = { readonly word: string; readonly tone: Tone; readonly icon: StateIcon };

export const stateLooks: Readonly<Record<EnvelopeItem["state"], Look>> = {
  proposed: { word: "Proposed", tone: "hold", icon: "hourglass" },
  planned: { word: "Signed, not begun", tone: "plain", icon: "hourglass" },
  "in-force": { word: "In force", tone: "pass", icon: "check" },
  "used-up": { word: "No use left", tone: "plain", icon: "slash" },
  ended: { word: "Ended", tone: "plain", icon: "slash" },
  over: { word: "Over", tone: "fail", icon: "cross" },
  refused: { word: "Refused", tone: "fail", icon: "cross" },
  revoked: { word: "Revoked", tone: "plain", icon: "back" },
};

const OVER: Readonly<Record<EnvelopeEnd, string>> = {
  "rolled-back": "a release under it, or the one it is measured against, was rolled back",
  incident: "a release under it led to an incident",
  "reviewed-again": "another release was reviewed by the whole council and went out",
};

/** What keeps it from covering a release now, or what ends it. */
export function endText({ state, over, seatsMet, seatsAll }: EnvelopeItem): string {
  switch (state) {
    case "over":
      return over ? OVER[over] : "it is over";
    case "proposed":
      return `${seatsMet} of ${seatsAll} seats signed`;
    case "used-up":
      return "every use is spent";
    case "in-force":
      return "ends by itself, at its first rollback or incident, or with the next full review";
    case "planned":
      return "covers nothing before it begins";
    case "ended":
      return "its time is over";
    case "refused":
      return "its council refused it";
    case "revoked":
      return "one person revoked it";
  }
}

/** "1 of 3 uses left" */
export const leftText = ({ used, uses }: Pick<EnvelopeItem, "used" | "uses">): string =>
  `${uses - used} of ${uses} ${uses === 1 ? "use" : "uses"} left`;

export const partLabels: Readonly<Record<Part, string>> = {
  code: "training code",
  dependencies: "dependency lock",
  configuration: "configuration",
  datasets: "training data",
  schema: "data schema",
  plan: "rollout plan",
};

/** "Training data and rollout plan may change. Code … stay as they were reviewed." */
export function partsText(mayChange: readonly Part[], all: readonly Part[]): string {
  const names = (parts: readonly Part[]): string => listed(parts.map((part) => partLabels[part]));
  const rest = all.filter((part) => !mayChange.includes(part));
  const may = mayChange.length > 0 ? `May change: ${names(mayChange)}.` : "No part may change but the files.";
  return rest.length > 0 ? `${may} Must stay as reviewed: ${names(rest)}.` : may;
}

type MetricBound = EnvelopePageView["metrics"][number];

/** "0.5 in release 3; at most 0.51" */
export function boundText({ better, value, worse }: MetricBound): string {
  const edge = Number((better === "lower" ? value + worse : value - worse).toPrecision(12));
  return `${value} as reviewed; ${better === "lower" ? "at most" : "at least"} ${edge}`;
}

/** Has the reader something to sign now? Only then does it matter what they can sign with. */
export const maySignEnvelope = ({ mine }: EnvelopePageView): boolean =>
  mine.seat !== null && mine.whyNotSign === null;

/** What the reader may sign now, or why nothing. */
export function envelopeDecision(
  view: EnvelopePageView,
  { reader, means }: { reader: { readonly name: string }; means: Means },
): DecisionView<EnvelopeDecision> {
  const { mine, number, model, pointer, digest } = view;
  if (mine.seat === null || mine.whyNotSign !== null) return { kind: "barred", text: mine.whyNotSign ?? "" };
  return {
    kind: "sign",
    subject: `Envelope ${number} for ${model} on ${pointer}`,
    concerns: [],
    printedName: reader.name,
    subjectDigest: digest,
    means,
    seat: {
      seatId: mine.seat,
      name: functionLabels[mine.seat],
      sections: [{ name: "bounds, gates, uses, dates and what is measured against", digest, changed: false }],
      offers: ENVELOPE_DECISIONS.map((verb) => ({
        verb,
        meaning: meaningOf("envelope", verb),
        consequence: verb === "reject" ? "The envelope ends. Another can be proposed." : undefined,
        next: afterSigning(view, verb),
        whyNot: (verb === "approve" && mine.whyNotApprove) || undefined,
      })),
    },
  };
}

function afterSigning({ seatsMet, seatsAll, uses }: EnvelopePageView, verb: EnvelopeDecision) {
  if (verb === "reject")
    return [{ icon: "slash" as const, text: "Every release goes to the whole council." }];
  const missing = seatsAll - seatsMet - 1;
  return [
    {
      icon: "check" as const,
      text:
        missing > 0
          ? `${missing} more ${missing === 1 ? "seat signs" : "seats sign"} before it covers anything.`
          : `Up to ${uses} releases inside it go to the few reviewers that the policy names.`,
    },
    { icon: "hourglass" as const, text: "Nothing goes live by this signature." },
  ];
}

export const envelopeSteps = ({ mine, number }: EnvelopePageView): NextStep[] => [
  {
    verb: "withdraw",
    label: "Revoke",
    consequence: `Ends envelope ${number} now. Releases under it are not approved or started, and rollouts hold.`,
    variant: "danger",
    asksReason: true,
    asksPassword: false,
    whyNot: mine.whyNotRevoke ?? undefined,
  },
];
