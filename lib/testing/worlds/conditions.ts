import type { ConditionAsked } from "#lib/councils/condition.ts";
import type { ConditionDecision } from "#lib/councils/signable.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { declareRecusal } from "#lib/releases/commands/declare-recusal.ts";
import { reportCondition } from "#lib/releases/commands/report-condition.ts";
import { signCondition } from "#lib/releases/commands/sign-condition.ts";
import { recusalDigest } from "#lib/releases/recusal.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { present } from "./releases.ts";
import type { Person, TestWorkspace } from "./workspace.ts";

/** A release with everything its decisions depend on. */
export async function fileIn(here: TestWorkspace, number: number) {
  const file = await inWorkspace(here.db, here.workspaceId, (tx) => readRelease(tx, number, here.clock.now));
  if (!file.ok) throw new Error(file.error.message);
  return file.value;
}

/** A condition of this owner, due in two days. */
export const conditionOf = (
  here: TestWorkspace,
  owner: Person,
  more: Partial<ConditionAsked> = {},
): ConditionAsked => ({
  text: "Night flights are watched.",
  owner: owner.id,
  dueAt: daysLater(here.clock.now, 2).toISOString(),
  test: "2,000 of them are labelled.",
  ...more,
});

type Of = { readonly release: number; readonly condition: string };

export const reporting = (here: TestWorkspace, by: Person, { release, condition }: Of) =>
  here.attempt(reportCondition, { release, condition, evidence: "2,013 are labelled." }, by);

type Answering = Of & { readonly decision?: ConditionDecision };

/** The input for signing the newest report of a condition, with a fresh proof of presence. */
export async function answering(here: TestWorkspace, by: Person, of: Answering) {
  const { release, condition, decision = "approve" } = of;
  const { conditions } = await fileIn(here, release);
  const last = conditions.find(({ id }) => id === condition)?.reports.at(-1);
  const { report, digest } = last ?? { report: 1, digest: `sha256:${"0".repeat(64)}` };
  const proved = await present(here, by, { act: "sign-condition", subjectDigest: digest });
  return { release, condition, report, digest, decision, comment: "Looked at.", ...proved };
}

/** Signs the newest report of a condition. */
export const answer = async (here: TestWorkspace, by: Person, of: Answering) =>
  here.attempt(signCondition, await answering(here, by, of), by);

export async function recuse(here: TestWorkspace, by: Person, release: number) {
  const digest = recusalDigest(by.id, (await fileIn(here, release)).digest);
  const proved = await present(here, by, { act: "declare-recusal", subjectDigest: digest });
  return here.attempt(declareRecusal, { release, reason: "I wrote its service.", ...proved }, by);
}
