import { v7 as uuidv7 } from "uuid";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { TOKEN_SCOPES } from "#lib/access/permission.ts";
import { proposePolicy } from "#lib/councils/commands/propose-policy.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { openIncident } from "#lib/incidents/commands/open-incident.ts";
import { FUNCTIONS, ROLES } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { publishPolicy } from "#lib/policy/commands/publish-policy.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { oneCouncil, sign, submitted, testCase, testPlan } from "./releases.ts";
import type { Person, TestWorkspace } from "./workspace.ts";

export type Furnished = Awaited<ReturnType<typeof furnish>>;

/**
 * A workspace with one of everything there is an address for, all its names beginning with `prefix`: a model with three
 * versions, a first release gone out, a second under way in a rollout, a third in review, a fourth a draft. What is
 * numbered begins at `from`, so that two workspaces need not have the same numbers.
 */
export async function furnish(workspace: TestWorkspace, prefix: string, from = 1) {
  await inWorkspace(workspace.db, workspace.workspaceId, (tx) =>
    tx.workspaceCounter.createMany({
      data: ["release", "rollout", "incident"].map((noun) => ({
        workspaceId: workspace.workspaceId,
        noun,
        value: from - 1,
      })),
    }),
  );
  const named = (name: string) => `${prefix} ${name}`;
  const everyone = await workspace.person(named("everyone"), [...ROLES], [...FUNCTIONS]);
  const author = await workspace.person(named("author"), ["data-scientist"]);
  const reviewer = await workspace.person(named("reviewer"), ["reviewer"], ["security"]);
  const manager = await workspace.person(named("manager"), ["release-manager"]);
  const viewer = await workspace.person(named("viewer"), ["viewer"]);
  const guest = await workspace.person(named("guest"), ["viewer"]);
  const policy = oneCouncil({ function: "security", min: 1 });
  const changes = { seats: [{ function: "security" as const, min: 1 }] };
  await workspace.make(publishPolicy, { ...policy, changes }, everyone);
  const { proposalId } = await workspace.make(
    proposePolicy,
    { basedOn: 1, policy, reason: `${named("board")} shall change it.` },
    everyone,
  );

  const model = `${prefix}-model`;
  await addModel(workspace, author, model);
  const versions = [];
  for (const [index, bits] of ["one", "two", "three"].entries()) {
    const version = await addVersion(workspace, author, {
      ...{ model, bits: `${prefix} ${bits}` },
      ...(index > 0 ? { parent: index } : {}),
    });
    await addReport(workspace, author, {
      model,
      version: version.number,
      digest: version.digest,
      logLoss: 0.5,
    });
    versions.push(version);
  }
  const releases = [];
  for (const version of [1, 2]) {
    const release = await submitted(workspace, author, { model, version });
    await sign(workspace, reviewer, { release, seat: "security" });
    await workspace.make(startRollout, { release }, manager);
    releases.push(release);
  }
  const open = () =>
    workspace.make(
      openRelease,
      { model, version: 3, pointer: "production", case: testCase, plan: testPlan },
      author,
    );
  const inReview = await submitted(workspace, author, { model, version: 3 });
  const draft = (await open()).number;
  const issue = (name: string) =>
    workspace.make(issueToken, { name: named(name), scopes: [...TOKEN_SCOPES], expiresInDays: 30 }, everyone);
  const [token, spare] = [await issue("token"), await issue("spare")];
  const { id: rolloutId, number: rollout } = await inWorkspace(workspace.db, workspace.workspaceId, (tx) =>
    tx.rollout.findFirstOrThrow({ orderBy: { number: "desc" } }),
  );
  const factorId = await factorOf(workspace, everyone);
  const incident = await workspace.make(openIncident, { rolloutId }, workspace.system);
  const found = await inWorkspace(workspace.db, workspace.workspaceId, async (tx) => ({
    event: await tx.auditEvent.findFirstOrThrow({ where: { action: "model.created" } }),
    exposure: await tx.exposure.findFirstOrThrow({ orderBy: { sequence: "desc" } }),
    verdict: await tx.gateVerdict.create({
      data: {
        ...{ id: uuidv7(), workspaceId: workspace.workspaceId, rolloutId, stageIndex: 0, judgeVersion: "1" },
        ...{
          inputs: { evidence: { byGuardrail: {} } },
          inputsDigest: digestOfJson({}),
          verdicts: [],
          decision: { kind: "hold", because: [] },
          decidedAt: new Date(),
        },
      },
    }),
  }));
  return {
    workspace,
    prefix,
    ...{ everyone, author, reviewer, manager, viewer, guest },
    ...{ factorId, proposalId },
    ...{ model, versions, released: releases, inReview, draft, token },
    spareTokenId: spare.tokenId,
    ...{ rollout, incident: incident.number },
    event: found.event.uid,
    exposureId: found.exposure.id,
    verdictId: found.verdict.id,
  };
}

/** A passkey nobody holds, given in the session there is. */
async function factorOf({ db, clock }: TestWorkspace, person: Person): Promise<string> {
  const id = uuidv7();
  const passkey = { kind: "webauthn", name: "Laptop", credentialId: id, publicKey: new Uint8Array(77) };
  await db.prisma.secondFactor.create({
    data: { id, personId: person.id, createdAt: clock.now, ...passkey },
  });
  await db.prisma.session.update({
    where: { id: person.sessionId },
    data: { secondFactorAt: clock.now, method: "webauthn" },
  });
  return id;
}
