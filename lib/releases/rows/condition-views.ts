import { isOverdue } from "#lib/councils/condition.ts";
import { mayFillSeat } from "#lib/councils/eligibility.ts";
import type { Council } from "#lib/councils/quorum.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import { CONDITION_DECISIONS } from "#lib/councils/signable.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { mayReport, openCondition } from "#lib/releases/condition-rules.ts";
import { binding } from "#lib/releases/conditions.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import type { ConditionView } from "#lib/releases/views/conditions.ts";
import type { KeptCondition } from "./conditions.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";
import { reportedCondition } from "./reported-condition.ts";

type Reader = { readonly caller: Caller; readonly here: ReadonlySet<string>; readonly now: Date };

/** The conditions of a release as this reader sees them: which bind, and what they can do about each. */
export function conditionViews(
  file: ReleaseCaseFile,
  council: Council<KeptSignature>,
  { caller, here, now }: Reader,
): ConditionView[] {
  const bound = binding(file.conditions, council);
  const follows = releaseMachine.next(file.release.state, "follow-up").ok;
  return file.conditions.map((condition) => {
    const open = follows && openCondition(condition.id, { all: file.conditions, bound }).ok;
    const ownerIsHere = here.has(condition.owner.id);
    return {
      ...saidOf(condition, now),
      binds: bound.includes(condition),
      mayReport: open && mayReport(condition, file, { caller, ownerIsHere }).ok,
      mayAnswer: open && mayAnswer(condition, file, caller),
    };
  });
}

function mayAnswer(condition: KeptCondition, file: ReleaseCaseFile, caller: Caller): boolean {
  const subject = reportedCondition(condition, file);
  if (!subject || caller.kind !== "person" || !caller.roles.includes("reviewer")) return false;
  return (
    subject.open.ok &&
    mayFillSeat(caller, condition.seat, file).ok &&
    mayFillSeat(caller, condition.seat, subject).ok
  );
}

const saidOf = (condition: KeptCondition, now: Date) => ({
  id: condition.id,
  text: condition.text,
  test: condition.test,
  owner: condition.owner,
  seat: condition.seat,
  raisedBy: condition.raisedBy,
  dueAt: condition.dueAt,
  cap: condition.cap ?? null,
  state: condition.state,
  overdue: isOverdue(condition, now),
  reports: condition.reports.map(({ report, digest, evidence, by, at }) => ({
    report,
    digest,
    evidence,
    by: by.name,
    at: at.toISOString(),
  })),
  answers: condition.answers.map(({ round: report, decision, signerName: by, comment, signedAt }) => ({
    report,
    decision: oneOf(CONDITION_DECISIONS, decision),
    by,
    comment,
    at: signedAt.toISOString(),
  })),
});

/** Everybody here who could see to a condition, by name. */
export const possibleOwners = (tx: Tx): Promise<{ id: string; name: string }[]> =>
  tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT person.id::text, person.name FROM membership member JOIN person ON person.id = member.person_id
    WHERE person.disabled_at IS NULL ORDER BY person.name`;
