import { isOverdue } from "#lib/councils/condition.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { type Holding, mayStartBesideReview, mayWidenBesideReview } from "#lib/councils/re-review-rules.ts";
import type { Signable } from "#lib/councils/signable.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type Frozen, notFrozen } from "#lib/policy/freeze.ts";
import type { GateResult } from "#lib/policy/gate-results.ts";
import { isAtLeast, type Tier } from "#lib/registry/tier.ts";
import { type Bound, binding, type Entering, firstEntering, holding } from "./conditions.ts";
import {
  type Emergency,
  emergencyEnters,
  emergencyOf,
  isUnreviewed,
  retrospectiveMissing,
} from "./emergency.ts";
import type { GatesNow } from "./gates-now.ts";
import { type ReleaseState, releaseMachine } from "./release.ts";
import type { ReleaseSections } from "./sections.ts";
import { type ClaimFile, goesOutNow, insideNow } from "./standard-now.ts";

type Facts = Signable &
  Omit<ClaimFile, "release" | "sections"> & {
    readonly release: {
      readonly number: number;
      readonly state: ReleaseState;
      readonly validUntil: Date | null;
      readonly baseVersionId: string | null;
      readonly changeClass: string;
      readonly round: number;
      readonly subjectDigest: string;
      readonly approvedAt: Date | null;
      /** By which it was routed, and the model's as it counts now. */
      readonly tier: Tier;
      readonly tierNow: Tier;
    } & ClaimFile["release"];
    readonly sections: ReleaseSections;
    readonly conditions: readonly (Bound & { readonly text: string })[];
    /** What the policy's gates say now; null where it has none. */
    readonly gated: GatesNow | null;
    readonly emergency: Emergency | null;
    /** The model's release that went out as an emergency and was not reviewed since. */
    readonly owed: number | null;
    /** The re-reviews of what is live of its model that are open or found it not fit. */
    readonly holding: readonly Holding[];
    /** By which freeze and until when; null where none covers it now. */
    readonly frozen: Frozen | null;
  };

/**
 * May the release start now? The one place that decides it: the release is approved, its approval still derives from
 * the signatures with every signer's present authority, it has not expired, the base is still live, the model's tier
 * was not raised since it was routed, no emergency of the model lacks its review, no re-review of what is live holds it back, every gate that must pass does so
 * now, no freeze covers it, a standard change is inside its envelope, and no condition caps the release below its first stage.
 */
export function approvalNow(file: Facts, liveVersionId: string | null, now: Date): Result<null, Refusal> {
  const { release } = file;
  const approved = isUnreviewed(file) && release.state === "in-review" ? ok(null) : stillApproved(file, now);
  if (!approved.ok) return approved;
  if (liveVersionId !== release.baseVersionId)
    return refuse(
      "stale",
      "base-moved",
      `${file.sections.target.pointer} no longer serves the version this release was compared with.`,
      {
        todo: "Edit the release so that it is compared with the live version.",
        place: { label: "Edit the release", href: `/releases/${release.number}/edit` },
      },
    );
  if (!isAtLeast(release.tier, release.tierNow)) return tierRaised(release);
  if (file.owed !== null) return retrospectiveMissing(file.owed);
  const reviewed = mayStartBesideReview({ ...file, changeClass: release.changeClass }, now);
  if (!reviewed.ok) return reviewed;
  return mayWiden(file, firstEntering(file.sections.plan, liveVersionId !== null), now);
}

/** Whether its council's approval counts now, and every gate that must pass does. */
function stillApproved(file: Facts, now: Date): Result<null, Refusal> {
  const { release } = file;
  const next = releaseMachine.next(release.state, "go-out");
  if (!next.ok) return next;
  if (!councilStanding(file).approved)
    return refuse(
      "illegal",
      "approval-lapsed",
      "The approval has lapsed: a signer's authority or the manifest changed.",
      {
        todo: "Open the release to see which seats must be signed again.",
        place: { label: "See the seats", href: `/releases/${release.number}#seats` },
      },
    );
  if (!release.validUntil || release.validUntil <= now)
    return refuse("gone", "approval-over", "The approval has expired.", {
      todo: "Open a new release and have it reviewed.",
      place: { label: "Open a new release", href: "/releases/new" },
    });
  const [gate] = file.gated?.blocking ?? [];
  return gate ? gateBlocks(release, gate) : goesOutNow(file, file.gated, now);
}

/** Whether freezes, the conditions of its approvals and the envelope that it went out under let the release enter this. */
function mayWiden(
  file: Signable & Omit<Facts, "gated" | "owed">,
  entering: Entering,
  now: Date,
): Result<null, Refusal> {
  const moving = notFrozen(file.frozen);
  if (!moving.ok) return moving;
  const inside = insideNow(file, now);
  if (!inside.ok) return inside;
  const { plan } = file.sections;
  const rushed = isUnreviewed(file) ? emergencyOf(file) : null;
  const objections = councilStanding(file).objections.length;
  const within = rushed ? emergencyEnters(rushed, { plan, entering, objections, now }) : ok(null);
  if (!within.ok) return within;
  const [held] = holding(binding(file.conditions, councilStanding(file)), { plan, entering, now });
  return held
    ? refuse("illegal", "condition-holds", `A condition holds this release: ${held.text}`, {
        todo: isOverdue(held, now)
          ? "It is overdue. Its owner reports it met, then the function that set it confirms that."
          : "Its owner reports it met, then the function that set it confirms that.",
        place: { label: "See the conditions", href: `/releases/${file.release.number}#conditions` },
      })
    : ok(null);
}

/** The same of a rollout that is under way, which what is live on its pointer may hold, too. */
export function mayGoFurther(
  file: Parameters<typeof mayWiden>[0],
  entering: Entering,
  now: Date,
): Result<null, Refusal> {
  const widens = mayWiden(file, entering, now);
  return widens.ok ? mayWidenBesideReview({ ...file, changeClass: file.release.changeClass }, now) : widens;
}

const gateBlocks = ({ number }: Facts["release"], { gate }: GateResult): Result<never, Refusal> =>
  refuse("illegal", "gate-blocks", `The gate “${gate.title}” does not pass: ${gate.message}`, {
    todo: "Open the release to see what it found and its way out.",
    place: { label: "See the gates", href: `/releases/${number}` },
  });

const tierRaised = ({ number, tier, tierNow }: Facts["release"]): Result<never, Refusal> =>
  refuse("stale", "tier-raised", `The model's tier is now ${tierNow}; this release was routed as ${tier}.`, {
    todo: "Edit the release so that it goes to the council of the present tier.",
    place: { label: "Edit the release", href: `/releases/${number}/edit` },
  });
