import type { PolicyVersion as Row } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Gate } from "#lib/policy/gate.ts";
import { type PeopleRules, type PeopleRulesContent, peopleRules } from "#lib/policy/people-rules.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { type Publication, policyStream } from "#lib/policy/publishing.ts";

export type PolicyVersion = Omit<Row, "content"> & { readonly content: PolicyContent };

export const policyVersionOf = (row: Row): PolicyVersion => ({
  ...row,
  content: row.content as PolicyContent,
});

/** The policy in force, if any. */
export async function policyInForce(tx: Tx): Promise<PolicyVersion | null> {
  const row = await tx.policyVersion.findFirst({ orderBy: { version: "desc" } });
  return row && policyVersionOf(row);
}

/** What the policy in force asks of the people who sign. Every page asks for it, so it reads no more than that. */
export async function peopleRulesInForce(tx: Tx): Promise<PeopleRules> {
  const [row] = await tx.$queryRaw<[{ people: PeopleRulesContent | null }?]>`
    SELECT content -> 'people' AS people FROM policy_version ORDER BY version DESC LIMIT 1`;
  return peopleRules(row?.people ? { people: row.people } : {});
}

/** The same policy, locked, which serialises every decision over a workspace's policy. */
export async function lockPolicy(tx: Tx, workspaceId: string): Promise<PolicyVersion | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${policyStream(workspaceId)}, 2))`;
  return policyInForce(tx);
}

/** Keeps the policy in force as it is until whoever binds it has committed. Any number may hold it. */
export const holdPolicy = (tx: Tx, workspaceId: string): Promise<unknown> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${policyStream(workspaceId)}, 2))`;

export async function recordPolicyVersion(
  tx: Tx,
  { policyVersionId: id, version, digest }: Publication["row"],
  { content, caller, now }: { content: PolicyContent; caller: Caller; now: Date },
): Promise<void> {
  const published = { publishedById: caller.id, publishedAt: now };
  await tx.policyVersion.create({
    data: { id, workspaceId: caller.workspaceId, version, content: asJson(content), digest, ...published },
  });
}

/** What these versions of the policy ask of the people who sign. */
export async function peopleRulesOf(
  tx: Tx,
  versions: readonly number[],
): Promise<(version: number) => PeopleRules> {
  const rows = await tx.$queryRaw<{ version: number; content: { people?: PeopleRulesContent } }[]>`
    SELECT version, jsonb_strip_nulls(jsonb_build_object('people', content -> 'people')) AS content
    FROM policy_version WHERE version = ANY(${[...new Set(versions)]}::int[])`;
  const rules = new Map(rows.map(({ version, content }) => [version, peopleRules(content)]));
  return (version) => rules.get(version) ?? peopleRules({});
}

/** The gates of these versions of the policy; a page that lists releases asks for none of them. */
export async function gatesOf(
  tx: Tx,
  versions: readonly number[],
): Promise<(version: number) => readonly Gate[]> {
  const rows = await tx.$queryRaw<{ version: number; gates: Gate[] }[]>`
    SELECT version, content -> 'gates' AS gates FROM policy_version
    WHERE version = ANY(${[...new Set(versions)]}::int[]) AND content -> 'gates' IS NOT NULL`;
  const gates = new Map(rows.map((row) => [row.version, row.gates]));
  return (version) => gates.get(version) ?? [];
}
