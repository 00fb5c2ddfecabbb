import { z } from "zod";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import { instant, ordinal, prose } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import type { Entering } from "./conditions.ts";
import type { Plan } from "./plan.ts";
import { type ReleaseState, releaseMachine } from "./release.ts";

/**
 * What a release is as a change: reviewed before it goes out by the whole council, by fewer inside an envelope that the whole
 * council signed, or afterwards because an incident does not wait.
 */
export const CHANGE_CLASSES = ["normal", "standard", "emergency"] as const;
export type ChangeClass = (typeof CHANGE_CLASSES)[number];

/** A second person answers for no more than that. */
const HOURS_MAX = 72;

/** Why an emergency goes out before its review, and how far. */
export const emergencyAsked = z.strictObject({
  /** Number of the open incident. */
  incident: ordinal,
  reason: prose(2000),
  /** What it changes, and what it does not. */
  scope: prose(2000),
  /** The most traffic that the candidate may serve before the review has approved it. */
  maxPercent: z.int().min(0).max(99),
  /** Until when it may start and go further before that. */
  endsAt: instant,
});

/** The bounds as they are signed. */
export type EmergencyTerms = {
  readonly release: string;
  readonly round: number;
  readonly subject: string;
  readonly incident: number;
  readonly maxPercent: number;
  readonly endsAt: string;
};
export const emergencyDigest = (of: EmergencyTerms): Digest => digestOfJson({ v: 1, ...of });

/** An emergency as it was declared for one round, and perhaps authorised by a second person. */
export type Emergency = {
  readonly id: string;
  readonly round: number;
  readonly subjectDigest: string;
  readonly incident: number;
  readonly maxPercent: number;
  readonly endsAt: Date;
  readonly authorisedAt: Date | null;
  /** Whether its incident is open and of the same model. */
  readonly incidentOpen: boolean;
};

/** What an emergency goes out without: seats that nobody filled, and gates and checks that did not pass. */
export type Bypassed = {
  readonly seats: readonly BusinessFunction[];
  readonly gates: readonly string[];
  readonly checks: readonly string[];
};

export type EmergencyFile = {
  readonly release: {
    readonly changeClass: string;
    readonly state: ReleaseState;
    readonly round: number;
    readonly subjectDigest: string;
    readonly approvedAt: Date | null;
  };
  readonly emergency: Emergency | null;
};

/** The emergency of the present round. */
export const emergencyOf = ({ release, emergency }: EmergencyFile): Emergency | null =>
  release.changeClass === "emergency" &&
  emergency?.round === release.round &&
  emergency.subjectDigest === release.subjectDigest
    ? emergency
    : null;

/** Whether a second person let exactly this round out before its review. */
export const isAuthorised = (of: EmergencyFile): boolean => (emergencyOf(of)?.authorisedAt ?? null) !== null;

/** Whether it goes, or went, by that alone: its review has approved nothing yet. */
export const isUnreviewed = (of: EmergencyFile): boolean =>
  isAuthorised(of) && of.release.approvedAt === null;

type Declaring = {
  readonly file: EmergencyFile;
  readonly hasPart: boolean;
  readonly incident: { readonly open: boolean; readonly sameModel: boolean } | null;
  readonly endsAt: string;
  readonly now: Date;
};

/** Whether somebody may declare the release's emergency: once a round, for an open incident of its model, with an end. */
export function mayDeclare({ file, hasPart, incident, endsAt, now }: Declaring): Result<null, Refusal> {
  const { release } = file;
  if (release.changeClass !== "emergency")
    return refuse("illegal", "not-an-emergency", "This release was not opened as an emergency change.", {
      todo: "Open a release with the change class emergency.",
    });
  if (!hasPart)
    return refuse(
      "forbidden",
      "not-yours-to-declare",
      "Only those who had a part in it and release managers declare it.",
    );
  const next = releaseMachine.next(release.state, "rush");
  if (!next.ok) return next;
  if (emergencyOf(file))
    return refuse(
      "conflict",
      "emergency-declared",
      "The emergency of this round is declared; its bounds stay as they are.",
      {
        todo: "Edit the release to declare it anew.",
      },
    );
  if (!incident?.open || !incident.sameModel)
    return refuse("invalid", "no-open-incident", "An emergency needs an open incident of the same model.", {
      field: "incident",
    });
  const end = Date.parse(endsAt);
  return end > now.getTime() && end <= now.getTime() + HOURS_MAX * HOUR_MS
    ? ok(null)
    : refuse("invalid", "emergency-end", `An emergency ends within ${HOURS_MAX} hours.`, { field: "endsAt" });
}

type Authorising = {
  readonly file: EmergencyFile;
  readonly objections: number;
  /** Another release of this version to this pointer that reviewers rejected or sent back. */
  readonly refusedBefore: number | null;
  /** An emergency of the model whose review is missing. */
  readonly owed: number | null;
  readonly now: Date;
};

/** Whether anybody may authorise it: nobody objects, nobody refused the version here, and no earlier emergency is unreviewed. */
export function mayAuthorise({
  file,
  objections,
  refusedBefore,
  owed,
  now,
}: Authorising): Result<Emergency, Refusal> {
  const emergency = emergencyOf(file);
  const { state } = file.release;
  if (!emergency)
    return refuse("illegal", "emergency-not-declared", "Nobody declared an emergency for this round.", {
      todo: "Its author declares it first, with the incident and its bounds.",
    });
  if (emergency.authorisedAt !== null)
    return refuse("conflict", "emergency-authorised", "This emergency was authorised already.");
  const next = releaseMachine.next(state, "rush");
  if (!next.ok) return next;
  const bounds = withinBounds(emergency, now);
  if (!bounds.ok) return bounds;
  if (objections > 0 || refusedBefore !== null)
    return refuse(
      "illegal",
      "refused-before",
      refusedBefore === null
        ? "A reviewer objects to this release."
        : `Reviewers refused this version here, by release ${refusedBefore}.`,
      { todo: "An emergency goes out before its review, never over a review that said no." },
    );
  return owed === null ? ok(emergency) : retrospectiveMissing(owed);
}

function withinBounds({ endsAt, incidentOpen }: Emergency, now: Date): Result<null, Refusal> {
  if (!incidentOpen)
    return refuse("illegal", "no-open-incident", "The incident of this emergency is closed.", {
      todo: "Have the release reviewed before it goes out.",
    });
  return now < endsAt
    ? ok(null)
    : refuse("gone", "emergency-over", "The time of this emergency is over.", {
        todo: "Have the release reviewed; once it is approved, it goes on.",
      });
}

export const retrospectiveMissing = (owed: number): Result<never, Refusal> =>
  refuse(
    "illegal",
    "retrospective-missing",
    `Release ${owed} went out as an emergency and has not been reviewed since.`,
    {
      todo: "Every seat of its council signs it first.",
      place: { label: `See release ${owed}`, href: `/releases/${owed}#seats` },
    },
  );

type Widening = {
  readonly plan: Pick<Plan, "stages">;
  readonly entering: Entering;
  readonly objections: number;
  readonly now: Date;
};

/** Whether an emergency that nobody reviewed may enter this: within its share and time, and while no reviewer objects. */
export function emergencyEnters(
  emergency: Emergency,
  { plan, entering, objections, now }: Widening,
): Result<null, Refusal> {
  if (objections > 0)
    return refuse(
      "illegal",
      "emergency-objected",
      "A reviewer objects to this emergency, so it goes no further.",
    );
  const bounds = withinBounds(emergency, now);
  if (!bounds.ok) return bounds;
  const stage = entering === "everyone" ? null : plan.stages.find(({ id }) => id === entering.stage);
  const percent = stage ? (stage.kind === "shadow" ? 0 : stage.trafficPercent) : 100;
  return percent <= emergency.maxPercent
    ? ok(null)
    : refuse(
        "illegal",
        "emergency-cap",
        `Before its review, this emergency serves at most ${emergency.maxPercent} %.`,
        {
          todo: "It goes on once every seat of its council has approved it.",
        },
      );
}

/** Whether the release takes signatures: while it is reviewed, and where it went out as an emergency, afterwards. */
export const maySign = ({ release, emergency }: EmergencyFile): Result<ReleaseState, Refusal> =>
  releaseMachine.next(release.state, isAuthorised({ release, emergency }) ? "sign" : "review");
