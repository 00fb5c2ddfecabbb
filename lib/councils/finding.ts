import { z } from "zod";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { id, instant, line, ordinal, prose } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { FINDING_SEVERITIES } from "#lib/policy/dossier.ts";

export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** Resolved: the gap is gone. Accepted: it stays, and compliance says that it may. */
export const FINDING_STATES = ["open", "resolved", "accepted"] as const;
export type FindingState = (typeof FINDING_STATES)[number];

const DUE_DAYS_MAX = 365;

/** A gap as it is documented: what is suspected, how bad it is, who sees to it and until when, and where it shows. */
export const findingAsked = z.strictObject({
  /** Of this version alone; left out for all of the model. */
  version: ordinal.optional(),
  title: line(120),
  hypothesis: prose(2000),
  severity: z.enum(FINDING_SEVERITIES),
  owner: id,
  dueAt: instant,
  /** Id of the metric in which it shows. */
  metric: line(60).optional(),
  /** The slice in which it shows. */
  slice: line(300).optional(),
});
export type FindingAsked = z.infer<typeof findingAsked>;

type Around = {
  /** Whether the owner is an active person here. */
  readonly ownerIsHere: boolean;
  /** Whether the model has the version. */
  readonly versionIsKnown: boolean;
  readonly now: Date;
};

export function mayOpenFinding(
  { dueAt }: Pick<FindingAsked, "dueAt">,
  { ownerIsHere, versionIsKnown, now }: Around,
): Result<null, Refusal> {
  if (!ownerIsHere)
    return refuse("invalid", "owner-not-active", "A finding’s owner is no active person here.", {
      field: "owner",
    });
  if (!versionIsKnown)
    return refuse("invalid", "version-unknown", "The model has no such version.", { field: "version" });
  const due = Date.parse(dueAt);
  return due > now.getTime() && due <= daysLater(now, DUE_DAYS_MAX).getTime()
    ? ok(null)
    : refuse("invalid", "finding-due", `A finding is due within ${DUE_DAYS_MAX} days from now.`, {
        field: "dueAt",
      });
}

/** A finding as far as it decides anything. */
export type Finding = {
  readonly severity: FindingSeverity;
  readonly version: number | null;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly closedAt: Date | null;
};

type Closing = {
  readonly state: FindingState;
  readonly ownerId: string;
  readonly openedById: string;
};
type Closer = { readonly id: string; readonly functions: readonly BusinessFunction[] };

/** Whether this person may say that the gap is gone: never whoever had to close it. */
export function mayResolveFinding(by: Closer, finding: Closing): Result<null, Refusal> {
  const open = isOpen(finding);
  if (!open.ok) return open;
  return by.id === finding.ownerId
    ? refuse("forbidden", "own-finding", "Somebody else than its owner says that a finding is resolved.", {
        todo: "Ask a reviewer, or whoever opened it.",
      })
    : ok(null);
}

/** Whether this person may accept that the gap stays: a holder of compliance who neither opened it nor owns it. */
export function mayAcceptFinding(by: Closer, finding: Closing): Result<null, Refusal> {
  const open = isOpen(finding);
  if (!open.ok) return open;
  if (by.id === finding.ownerId || by.id === finding.openedById)
    return refuse("forbidden", "own-finding", "Neither its owner nor whoever opened it accepts a finding.", {
      todo: "Ask another holder of compliance.",
    });
  return by.functions.includes("compliance")
    ? ok(null)
    : refuse(
        "forbidden",
        "not-of-this-function",
        "Only a holder of the function compliance accepts a finding.",
      );
}

const isOpen = ({ state }: Closing): Result<null, Refusal> =>
  state === "open" ? ok(null) : refuse("conflict", "finding-closed", "This finding is closed already.");

/** Most severe first, then oldest first. */
export const bySeverityAndAge = (
  a: Pick<Finding, "severity" | "openedAt">,
  b: Pick<Finding, "severity" | "openedAt">,
): number =>
  FINDING_SEVERITIES.indexOf(b.severity) - FINDING_SEVERITIES.indexOf(a.severity) ||
  a.openedAt.getTime() - b.openedAt.getTime();

const DAY_MS = 24 * 3600 * 1000;

/** What gates read of the findings of a version, as of a moment; absent where there are more than a dossier takes. */
export function findingsIn(all: readonly Finding[], { version, now }: { version: number; now: Date }) {
  const open = all.filter(
    (one) =>
      (one.version === null || one.version === version) &&
      one.openedAt <= now &&
      (one.closedAt === null || one.closedAt > now),
  );
  return open.length > FINDINGS_MAX
    ? undefined
    : open.toSorted(bySeverityAndAge).map(({ severity, openedAt, dueAt }) => ({
        severity,
        ageDays: Math.floor((now.getTime() - openedAt.getTime()) / DAY_MS),
        overdue: dueAt <= now,
      }));
}

const FINDINGS_MAX = 200;
