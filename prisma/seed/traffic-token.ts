import { issueToken } from "#lib/access/commands/issue-token.ts";
import { revokeToken } from "#lib/access/commands/revoke-token.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { ALEX } from "./people.ts";
import { readIn } from "./reading.ts";

const NAME = "Traffic replay";
const DAYS = 366;

/**
 * Issues the token the traffic replay evaluates and reports with, and revokes earlier ones. By the real clock, since
 * it must be valid from now on, and by the installation, which has no person to ask; Alex answers for it. Returns the secret, which is not stored.
 */
export async function issueTrafficToken(
  db: Database,
  workspaceId: string,
  now = new Date(),
): Promise<string> {
  const { before, responsible } = await readIn(db, workspaceId, async (tx) => ({
    before: await tx.serviceToken.findMany({ where: { name: NAME, revokedAt: null }, select: { id: true } }),
    responsible: await tx.person.findUniqueOrThrow({ where: { email: ALEX.email }, select: { id: true } }),
  }));
  const caller: Caller = { kind: "system", id: "bootstrap", name: "Countersign", workspaceId };
  for (const { id } of before) orThrow(await run(db, revokeToken, { tokenId: id }, { caller, now }));
  const wanted = {
    name: NAME,
    scopes: ["assignment:evaluate", "telemetry:ingest", "registry:read"],
    expiresInDays: DAYS,
    source: { name: "traffic-replay" },
    responsibleId: responsible.id,
  };
  return orThrow(await run(db, issueToken, wanted, { caller, now })).secret;
}

function orThrow<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
