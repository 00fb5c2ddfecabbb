import { bindIdentity } from "#lib/access/commands/bind-identity.ts";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { TOKEN_SCOPES } from "#lib/access/permission.ts";
import { openFinding } from "#lib/councils/commands/open-finding.ts";
import { proposeCouncil } from "#lib/councils/commands/propose-council.ts";
import { proposePolicy } from "#lib/councils/commands/propose-policy.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { flagKey } from "#lib/exposure/flag-key.ts";
import { addLearning } from "#lib/incidents/commands/add-learning.ts";
import { openIncident } from "#lib/incidents/commands/open-incident.ts";
import { ROLES } from "#lib/kernel/caller.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { createFreeze } from "#lib/policy/commands/create-freeze.ts";
import { publishPolicy } from "#lib/policy/commands/publish-policy.ts";
import type { Gate } from "#lib/policy/gate.ts";
import { allowDeployment } from "#lib/releases/commands/allow-deployment.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { composition } from "#lib/testing/specimens/council-data.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { assess } from "./assessments.ts";
import { conditionOf, fileIn } from "./conditions.ts";
import { delegate, termsOf } from "./delegations.ts";
import { ask, challenge } from "./discussion.ts";
import { proven } from "./factors.ts";
import { askingStop, freezeOf, loosen } from "./freezes.ts";
import { addSitting, toldOutside } from "./furnished-acts.ts";
import { addOfLive } from "./furnished-review.ts";
import { addFactor, addVerdict, addWaiver, countFrom } from "./furnished-rows.ts";
import { oneCouncil, sign, submitted, testCase, testPlan } from "./releases.ts";
import { emailOf, type Person, type TestWorkspace } from "./workspace.ts";

export type Furnished = Awaited<ReturnType<typeof furnish>>;

/**
 * A workspace with one of everything that has an address, all its names starting with `prefix`: a model with three
 * versions, a first release that was released, a second with a live rollout, a third in review, a fourth as a draft.
 * Numbers start at `from`, so that two workspaces need not have the same numbers.
 */
export async function furnish(workspace: TestWorkspace, prefix: string, from = 1) {
  await countFrom(workspace, ["release", "rollout", "incident", "finding"], from);
  await countFrom(workspace, ["waiver", "envelope", "review"], from + 1);
  const people = await peopleOf(workspace, prefix);
  const proposalId = await policies(workspace, people.everyone, prefix);
  const council = await councilProposed(workspace, people, prefix);
  const model = `${prefix}-model`;
  const versions = await versionsOf(workspace, people.author, model, prefix);
  const { assessmentId } = await assess(workspace, people.author, { model, tier: "high" });
  const released = await releasesOf(workspace, people, model);
  const [condition] = (await fileIn(workspace, released.at(-1)!)).conditions;
  const delegated = await delegate(workspace, people.reviewer, termsOf(workspace, people.peer, ["security"]));
  if (!delegated.ok) throw new Error(delegated.error.message);
  const deployed = { pointer: flagKey(model, "production"), digest: versions[0]!.digest };
  const { deployment } = await workspace.make(allowDeployment, deployed, workspace.system);
  const inReview = await submitted(workspace, people.author, { model, version: 3 });
  const discussed = await discussion(workspace, people, inReview);
  const opened = { model, version: 3, pointer: "production", case: testCase, plan: testPlan };
  const { number: draft } = await workspace.make(openRelease, opened, people.author);
  const issue = (name: string) =>
    workspace.make(
      issueToken,
      {
        name: `${prefix} ${name}`,
        scopes: [...TOKEN_SCOPES],
        expiresInDays: 30,
        responsibleId: people.everyone.id,
      },
      workspace.system,
    );
  const identityId = await bound(workspace, people.everyone, prefix);
  const [token, spare] = [await issue("token"), await issue("spare")];
  return {
    workspace,
    prefix,
    ...people,
    factorId: await addFactor(workspace, people.everyone),
    finding: await finding(workspace, people, model),
    waiver: await addWaiver(workspace, people.author, { model, number: from }),
    ...(await addOfLive(workspace, people.author, { number: from, release: released[0]!, model })),
    identityId,
    proposalId,
    ...council,
    assessmentId,
    model,
    versions,
    released,
    deployment,
    condition: condition!.id,
    delegation: delegated.value.delegation,
    ...(await frozen(workspace, people)),
    ...(await toldOutside(workspace, people, prefix)),
    inReview,
    ...discussed,
    draft,
    token,
    spareTokenId: spare.tokenId,
    ...(await rolloutOf(workspace, people.author)),
  };
}

/** A gap that somebody is to close; returns its number. */
async function finding(
  workspace: TestWorkspace,
  { author, everyone }: Record<"author" | "everyone", Person>,
  model: string,
) {
  const asked = {
    model,
    title: "Night flights are late more often.",
    hypothesis: "Too few of them were in the training data.",
    severity: "medium" as const,
    owner: everyone.id,
    dueAt: daysLater(workspace.clock.now, 30).toISOString(),
  };
  return (await workspace.make(openFinding, asked, author)).number;
}

/** A freeze far ahead, a proposal to end it, and a request to stop everything. */
async function frozen(workspace: TestWorkspace, { manager }: Record<"manager", Person>) {
  const { freeze } = await workspace.make(createFreeze, freezeOf(), manager);
  const { loosening } = await loosen(workspace, manager, { freeze, kind: "end" });
  const { stop } = await askingStop(workspace, manager);
  return { freeze, loosening, stop };
}

/** A thread and a challenge of a release. */
async function discussion(
  workspace: TestWorkspace,
  { author, reviewer }: Record<"author" | "reviewer", Person>,
  release: number,
) {
  const asked = await ask(workspace, author, { release });
  const raised = await challenge(workspace, reviewer, { release, seat: "security" });
  if (!asked.ok || !raised.ok) throw new Error("nothing was said about the release");
  return { thread: asked.value.thread, challenge: raised.value.thread };
}

/** Every role that an admin may have. */
const ADMINISTERS = ROLES.filter((role) => role !== "reviewer");
/** An account at a provider where nobody can log in. */
async function bound(workspace: TestWorkspace, person: Person, subject: string): Promise<string> {
  const account = { issuer: "https://login.example", subject, email: emailOf(person), emailVerified: true };
  const given = { stepUpId: await proven(workspace, person), ...account };
  return (await workspace.make(bindIdentity, given, person)).identityId;
}

async function peopleOf(workspace: TestWorkspace, prefix: string) {
  const named = (name: string) => `${prefix} ${name}`;
  return {
    everyone: await workspace.person(named("everyone"), ADMINISTERS),
    author: await workspace.person(named("author"), ["data-scientist"]),
    reviewer: await workspace.person(named("reviewer"), ["reviewer"], ["security"]),
    peer: await workspace.person(named("peer"), ["reviewer"], ["compliance"]),
    manager: await workspace.person(named("manager"), ["release-manager"]),
    viewer: await workspace.person(named("viewer"), ["viewer"]),
    guest: await workspace.person(named("guest"), ["viewer"]),
  };
}

/** One that every release passes, under the name of the waived one. */
const NUMBERED: Gate = {
  id: "digests-bound",
  title: "Digests bound",
  severity: "warn",
  expression: "version.number >= 1",
  message: "The version has no number.",
  wayOut: { label: "See the version", to: "version" },
  whenMissing: "fail",
};

/** A policy in force and a proposed change to it; returns the proposal. */
async function policies(workspace: TestWorkspace, by: Person, prefix: string): Promise<string> {
  const policy = { ...oneCouncil({ function: "security", min: 1 }), gates: [NUMBERED] };
  const changes = { seats: [{ function: "security" as const, min: 1 }] };
  await workspace.make(publishPolicy, { ...policy, changes }, by);
  const proposed = { basedOn: 1, policy, reason: `${prefix} board shall change it.` };
  const { proposalId } = await workspace.make(proposePolicy, proposed, by);
  return proposalId;
}

/** A council that is proposed, and one that sits. */
async function councilProposed(
  workspace: TestWorkspace,
  { everyone, reviewer, peer }: Record<"everyone" | "reviewer" | "peer", Person>,
  prefix: string,
) {
  const seats = [{ function: "security" as const, min: 1, members: [reviewer.id], alternates: [] }];
  const asked = composition({ name: `${prefix} council`, seats, chair: reviewer.id });
  const proposed = { composition: asked, reason: `${prefix} board shall sit.` };
  const { proposalId: councilProposal } = await workspace.make(proposeCouncil, proposed, everyone);
  return { councilProposal, ...(await addSitting(workspace, { reviewer, peer }, prefix)) };
}

async function versionsOf(workspace: TestWorkspace, author: Person, model: string, prefix: string) {
  await addModel(workspace, author, model);
  const versions = [];
  for (const [index, bits] of ["one", "two", "three"].entries()) {
    const parent = index > 0 ? { parent: index } : {};
    const version = await addVersion(workspace, author, { model, bits: `${prefix} ${bits}`, ...parent });
    const { number, digest } = version;
    await addReport(workspace, author, { model, version: number, digest, logLoss: 0.5 });
    versions.push(version);
  }
  return versions;
}

type Releasing = Record<"author" | "reviewer" | "manager", Person>;

/** A release of the first version, released, and one of the second, in rollout. */
async function releasesOf(
  workspace: TestWorkspace,
  { author, reviewer, manager }: Releasing,
  model: string,
): Promise<number[]> {
  const released = [];
  for (const version of [1, 2]) {
    const release = await submitted(workspace, author, { model, version });
    const conditions = version === 2 ? { conditions: [conditionOf(workspace, author)] } : {};
    await sign(workspace, reviewer, { release, seat: "security", ...conditions });
    await workspace.make(startRollout, { release, reason: "Agreed." }, manager);
    released.push(release);
  }
  return released;
}

async function rolloutOf(workspace: TestWorkspace, author: Person) {
  const { id: rolloutId, number: rollout } = await inWorkspace(workspace.db, workspace.workspaceId, (tx) =>
    tx.rollout.findFirstOrThrow({ orderBy: { number: "desc" } }),
  );
  const incident = await workspace.make(openIncident, { rolloutId }, workspace.system);
  const learned = { incident: incident.number, text: "Look longer.", changes: "plan", owner: author.id };
  await workspace.make(addLearning, learned, author);
  const found = await inWorkspace(workspace.db, workspace.workspaceId, async (tx) => ({
    event: await tx.auditEvent.findFirstOrThrow({ where: { action: "model.created" } }),
    exposure: await tx.exposure.findFirstOrThrow({ orderBy: { sequence: "desc" } }),
  }));
  return {
    rollout,
    incident: incident.number,
    event: found.event.uid,
    exposureId: found.exposure.id,
    verdictId: await addVerdict(workspace, rolloutId),
  };
}
