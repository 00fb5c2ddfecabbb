import type { RecentDecision as DecisionLine } from "#components/overview/home-view.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { DecisiveType } from "#lib/overview/events.ts";

/** A decision of the log, as the home page is given it. */
export type Decision = {
  readonly uid: string;
  /** Leaf index in the log; null until it is placed. */
  readonly index: number | null;
  readonly action: DecisiveType;
  readonly at: string;
  readonly actor: { readonly name: string | null };
  readonly release: {
    readonly number: number;
    readonly model: string;
    readonly version: number;
    readonly base: number | null;
    readonly pointer: string;
  } | null;
  readonly rollout: {
    readonly stage: string;
    /** Title of the guardrail that decided it, where one did. */
    readonly guardrail: string | null;
    /** From the decision until every server answered from the base again. */
    readonly secondsToBase: number | null;
  } | null;
  readonly policyVersion: number | null;
};

type Look = { readonly tone: Tone; readonly icon?: StateIcon; readonly did: string };

/** A new event that a reader would call a decision does not compile without its words. */
const looks: Readonly<Record<DecisiveType, Look>> = {
  "release.approved": { tone: "pass", did: "approved" },
  "release.rejected": { tone: "fail", did: "rejected" },
  "release.changes-requested": { tone: "hold", icon: "alert", did: "has changes requested" },
  "release.expired": { tone: "plain", icon: "hourglass", did: "expired" },
  "release.lapsed": { tone: "hold", icon: "alert", did: "lost its approval: a signer's authority ended" },
  "rollout.started": { tone: "yours", icon: "play", did: "started" },
  "rollout.halted": { tone: "fail", icon: "halt", did: "halted" },
  "rollout.rolling-back": { tone: "fail", icon: "back", did: "rolled back" },
  "rollout.completed": { tone: "pass", did: "fully released" },
  "policy.rejected": { tone: "fail", did: "rejected" },
  "policy.published": { tone: "plain", icon: "pen", did: "published" },
};

/** A decision of the log as a line: what became of what, who or what decided it, and its leaf. */
export function decisionLine(decision: Decision): DecisionLine {
  const { uid, index, action, at } = decision;
  const { tone, icon } = looks[action];
  return {
    id: uid,
    title: titleOf(decision),
    detail: detailOf(decision),
    tone,
    icon,
    href: hrefOf(decision),
    at,
    leafIndex: index,
  };
}

function titleOf({ action, release, rollout, policyVersion }: Decision): string {
  const { did } = looks[action];
  if (policyVersion !== null) return `Policy ${policyVersion} ${did}`;
  const name = release ? `${release.model} v${release.version}` : "A release";
  const by = rollout?.guardrail ? ` by ${rollout.guardrail}` : "";
  return `${name} ${did}${by}`;
}

function detailOf({ action, actor, release, rollout }: Decision): string {
  const parts: string[] = [];
  if (action === "rollout.rolling-back" && rollout?.secondsToBase != null && release?.base)
    parts.push(`everyone on v${release.base} after ${formatNumber(rollout.secondsToBase, 2)} s`);
  else if (rollout?.stage) parts.push(`at ${rollout.stage}`);
  else if (release) parts.push(`to ${release.pointer}`);
  const derived = DERIVED[action];
  if (actor.name)
    parts.push(action === "release.approved" ? `last signed by ${actor.name}` : `by ${actor.name}`);
  else if (derived) parts.push(derived);
  else if (!rollout?.guardrail) parts.push("by the plan");
  return parts.join(", ");
}

/** Why, where no signature led to it: what was signed counts again. */
const DERIVED: Readonly<Partial<Record<DecisiveType, string>>> = {
  "release.approved": "every seat is met",
  "release.changes-requested": "an objection counts again",
};

function hrefOf({ uid, index, release, rollout, policyVersion }: Decision): string {
  if (rollout && release) return `/releases/${release.number}/rollout`;
  if (release) return `/releases/${release.number}`;
  if (policyVersion !== null) return "/policy";
  return `/audit/${index ?? uid}`;
}
