import { capital } from "#components/ui/capital.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { DecisiveType } from "#lib/overview/events.ts";
import type { RecentDecision } from "#lib/overview/views/recent-decision.ts";
import type { ReleaseReference } from "#lib/overview/views/release-reference.ts";

/** A decision as a line. */
export type DecisionLine = {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly tone: Tone;
  readonly icon: StateIcon | undefined;
  readonly href: string;
  readonly at: string;
  /** Index in the audit log; null until it is sequenced. */
  readonly leafIndex: number | null;
};

type Look = { readonly tone: Tone; readonly icon?: StateIcon; readonly did: string };

/** Total over the decisive events: a new one does not compile without its words. */
const looks: Readonly<Record<DecisiveType, Look>> = {
  "release.approved": { tone: "pass", did: "approved" },
  "release.rejected": { tone: "fail", did: "rejected" },
  "release.changes-requested": { tone: "hold", icon: "alert", did: "has changes requested" },
  "objection.lifted": { tone: "hold", icon: "alert", did: "had an objection lifted" },
  "condition.signed": { tone: "plain", icon: "pen", did: "had a condition reviewed" },
  "emergency.authorised": { tone: "fail", icon: "alert", did: "let out as an emergency, before its review" },
  "challenge.judged": { tone: "plain", icon: "pen", did: "had the answer to a challenge judged" },
  "recusal.declared": { tone: "hold", icon: "alert", did: "lost a reviewer, who recused themselves" },
  "release.withdrawn": { tone: "plain", icon: "back", did: "withdrawn" },
  "release.expired": { tone: "plain", icon: "hourglass", did: "expired" },
  "release.lapsed": { tone: "hold", icon: "alert", did: "lost its approval: a signer may no longer sign" },
  "rollout.started": { tone: "yours", icon: "play", did: "started" },
  "rollout.halted": { tone: "fail", icon: "halt", did: "halted" },
  "rollout.rolling-back": { tone: "fail", icon: "back", did: "rolled back" },
  "rollout.completed": { tone: "pass", did: "fully released" },
  "incident.closed": { tone: "pass", did: "closed" },
  "policy.rejected": { tone: "fail", did: "rejected" },
  "policy.published": { tone: "plain", icon: "pen", did: "published" },
  "council.composed": { tone: "plain", icon: "pen", did: "has a new composition" },
  "council.rejected": { tone: "fail", did: "keeps its composition: a proposal was rejected" },
  "sitting.confirmed": { tone: "pass", did: "has signed minutes of a sitting" },
  "assessment.confirmed": { tone: "pass", did: "confirmed" },
  "assessment.rejected": { tone: "fail", did: "rejected" },
  "finding.resolved": { tone: "pass", did: "resolved" },
  "finding.accepted": { tone: "hold", icon: "alert", did: "accepted as it is" },
  "review.opened": { tone: "hold", icon: "hourglass", did: "opened" },
  "review.passed": { tone: "pass", icon: "pen", did: "ended: still fit" },
  "review.failed": { tone: "fail", did: "ended: not fit" },
  "envelope.granted": { tone: "pass", icon: "pen", did: "signed by its council" },
  "envelope.refused": { tone: "fail", did: "refused" },
  "envelope.revoked": { tone: "plain", icon: "back", did: "revoked" },
  "waiver.requested": { tone: "hold", icon: "hourglass", did: "requested" },
  "waiver.granted": { tone: "hold", icon: "pen", did: "granted" },
  "waiver.refused": { tone: "fail", did: "refused" },
  "waiver.withdrawn": { tone: "plain", icon: "back", did: "withdrawn" },
};

/** A decision of the log as a line: what became of what, who or what decided it, and its leaf. */
export function decisionLine(decision: RecentDecision): DecisionLine {
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

function titleOf({
  action,
  release,
  rollout,
  policyVersion,
  incident,
  assessed,
  waiver,
  envelope,
  review,
  finding,
  council,
}: RecentDecision): string {
  const { did } = looks[action];
  if (council) return `${council.name ?? "A council"} ${did}`;
  if (review) return `Re-review ${review.number} of ${review.model} ${did}`;
  if (envelope) return `Envelope ${envelope.number} of ${envelope.model} ${did}`;
  if (finding) return `Finding ${finding.number} of ${finding.model} ${did}`;
  if (waiver) return `Waiver ${waiver.number} of ${waiver.model} ${did}`;
  if (assessed) return `${capital(assessed.tier)} tier of ${assessed.model} ${did}`;
  if (incident !== null) return `Incident ${incident} ${did}`;
  if (policyVersion !== null) return `Policy ${policyVersion} ${did}`;
  const name = release ? `${release.model} v${release.version}` : "A release";
  const by = rollout?.guardrail ? ` by ${rollout.guardrail}` : "";
  return `${name} ${did}${by}`;
}

function detailOf({ action, actor, release, rollout }: RecentDecision): string {
  const parts: string[] = [];
  if (action === "rollout.rolling-back" && rollout?.secondsToBase != null && release?.base)
    parts.push(`everyone on v${release.base} after ${formatNumber(rollout.secondsToBase, 2)} s`);
  else if (rollout?.stage) parts.push(`at ${rollout.stage}`);
  else if (release) parts.push(wayOf(action, release));
  const derived = DERIVED[action];
  if (actor.name)
    parts.push(action === "release.approved" ? `last signed by ${actor.name}` : `by ${actor.name}`);
  else if (derived) parts.push(derived);
  else if (!rollout?.guardrail) parts.push("by the plan");
  return parts.join(", ");
}

/** Where a release goes; an incident also names what it was about. */
const wayOf = (action: DecisiveType, { model, version, pointer }: ReleaseReference): string =>
  action === "incident.closed" ? `${model} v${version} on ${pointer}` : `to ${pointer}`;

/** Why, where no signature led to it: what was signed counts again. */
const DERIVED: Readonly<Partial<Record<DecisiveType, string>>> = {
  "release.approved": "every seat is met",
  "release.changes-requested": "an objection counts again",
};

function hrefOf(decision: RecentDecision): string {
  const { uid, index, release, rollout, policyVersion, incident, assessed, waiver, envelope, finding } =
    decision;
  if (decision.review) return `/reviews/${decision.review.number}`;
  if (envelope) return `/envelopes/${envelope.number}`;
  if (decision.council) return `/councils/${decision.council.id}`;
  if (finding) return `/models/${finding.model}/findings`;
  if (waiver) return "/waivers";
  if (assessed) return `/models/${assessed.model}?tab=tier`;
  if (incident !== null) return `/incidents/${incident}`;
  if (rollout && release) return `/releases/${release.number}/rollout`;
  if (release) return `/releases/${release.number}`;
  if (policyVersion !== null) return "/policy";
  return `/audit/${index ?? uid}`;
}
