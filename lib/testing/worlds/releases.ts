import { provePresence } from "#lib/access/admission/prove-presence.ts";
import type { StepUpAct } from "#lib/access/step-up.ts";
import type { ConditionAsked } from "#lib/councils/condition.ts";
import { liftDigest } from "#lib/councils/lift.ts";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { publishPolicy } from "#lib/policy/commands/publish-policy.ts";
import type { PolicyContent, SeatRule } from "#lib/policy/policy.ts";
import { TIERS } from "#lib/registry/tier.ts";
import type { ReleaseCase } from "#lib/releases/case.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { submitRelease } from "#lib/releases/commands/submit-release.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { PASSWORD, type Person, type TestWorkspace } from "./workspace.ts";

/** One council for every tier, under which whoever has just joined signs at once and no release is challenged. */
export const oneCouncil = (...seats: readonly SeatRule[]): PolicyContent => ({
  title: "Sign-off",
  people: { factorWaitHours: 0 },
  challenges: { from: null },
  routes: [{ tiers: [...TIERS], council: "Model council", seats: [...seats], reviewDays: 3, validDays: 14 }],
});

/** Two reviewers of different functions, without whom nothing above the low tier is submitted. */
export async function founders(here: TestWorkspace): Promise<void> {
  await here.person("Rae Sato", ["reviewer"], ["security"]);
  await here.person("Sol Weber", ["reviewer"], ["compliance"]);
}

/** Publishes it as the workspace's first policy. */
export const publishOneCouncil = (here: TestWorkspace, admin: Person, seats: readonly SeatRule[]) =>
  here.make(publishPolicy, oneCouncil(...seats), admin);

export const testCase: ReleaseCase = {
  what: "Knows the hour and the airport.",
  why: "Delays follow both.",
  benefit: "Fewer surprises at the gates.",
  risk: "A new airport is unknown to it.",
  wayBack: "Back to what is live.",
  acceptance: ["Log-loss does not rise"],
  rollback: ["Log-loss rises by more than 0.005"],
  substantialModification: { is: false, because: "Same purpose, same inputs." },
};

/** Canary at 25 %, then everyone; log-loss guards. */
export const testPlan: Plan = {
  guardrails: [
    {
      id: "log-loss",
      title: "Log-loss",
      metric: "log-loss",
      rule: { kind: "sequential", rollbackMargin: 0.005, advanceMargin: 0.05 },
      minSamplesPerArm: 100,
      maxStalenessSeconds: 30,
      onFail: "roll-back",
    },
  ],
  stages: [
    {
      id: "canary",
      name: "Canary",
      kind: "canary",
      trafficPercent: 25,
      minSeconds: 60,
      minSamplesPerArm: 100,
      deadlineSeconds: 86_400,
      onDeadline: "halt",
    },
    {
      id: "full",
      name: "Everyone",
      kind: "full",
      trafficPercent: 100,
      minSeconds: 60,
      minSamplesPerArm: 100,
      deadlineSeconds: 86_400,
      onDeadline: "halt",
    },
  ],
  alpha: 0.05,
  plannedSamples: 20_000,
  maturitySeconds: 4,
  cohortSeconds: 1,
  holdoutPercent: 10,
  consecutiveErrorsMax: 5,
};

/** Opens a release to `production` and submits it to its council. */
export async function submitted(
  here: TestWorkspace,
  author: Person,
  of: { model: string; version: number; plan?: Plan },
) {
  const opened = { pointer: "production", case: testCase, plan: testPlan, ...of };
  const { number } = await here.make(openRelease, opened, author);
  await here.make(submitRelease, { release: number }, author);
  return number;
}

type Signing = {
  release: number;
  seat: BusinessFunction;
  decision?: VerdictDecision;
  conditions?: readonly ConditionAsked[];
  onBehalfOf?: Person;
};

/** The input for signing a seat of a release as it is, with a fresh proof of presence. */
export async function signing(here: TestWorkspace, signer: Person, verdict: Signing) {
  const { release: number, seat, decision = "approve", conditions, onBehalfOf } = verdict;
  const file = await inWorkspace(here.db, here.workspaceId, (tx) => readRelease(tx, number, here.clock.now));
  if (!file.ok) throw new Error(file.error.message);
  const { subjectDigest, round } = file.value.release;
  const proved = await present(here, signer, { act: "cast-verdict", subjectDigest });
  const comment: { comment?: string } = { comment: decision === "approve" ? "Read." : "Say more." };
  const asked = {
    ...(conditions ? { conditions } : {}),
    ...(onBehalfOf ? { onBehalfOf: onBehalfOf.id } : {}),
  };
  return { release: number, round, subjectDigest, seat, decision, ...comment, ...asked, ...proved };
}

/** A fresh proof of presence for one act over one digest. */
export async function present(
  here: TestWorkspace,
  by: Person,
  over: { act: StepUpAct; subjectDigest: string },
) {
  const proof = { password: PASSWORD, address: "192.0.2.7", ...over };
  const proved = await provePresence(here.db, by, proof, here.clock.now);
  if (!proved.ok) throw new Error(proved.error.message);
  return proved.value;
}

type Lifting = { release: number; objection: string; subjectDigest: string };

/** The input for lifting an objection, with a fresh proof of presence. */
export async function lifting(here: TestWorkspace, lifter: Person, of: Lifting) {
  const { release, objection, subjectDigest } = of;
  const digest = liftDigest(objection, subjectDigest);
  const proved = await present(here, lifter, { act: "lift-objection", subjectDigest: digest });
  return { release, objection, reason: "Answered in the case.", ...proved };
}

/** Signs a seat of a release as it is. */
export const sign = async (here: TestWorkspace, signer: Person, verdict: Signing) =>
  here.make(castVerdict, await signing(here, signer, verdict), signer);
