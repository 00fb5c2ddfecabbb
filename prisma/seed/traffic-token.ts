import { issueToken } from "#lib/access/commands/issue-token.ts";
import { revokeToken } from "#lib/access/commands/revoke-token.ts";
import type { Database } from "#lib/db/client.ts";
import { ALEX } from "./people.ts";
import { readIn } from "./reading.ts";
import { storyIn } from "./story.ts";

const NAME = "Traffic replay";
const DAYS = 366;

/**
 * Issues the token the traffic replay evaluates and reports with, and revokes earlier ones. By the real clock, since
 * it must be valid from now on. Returns the secret, which is not stored.
 */
export async function issueTrafficToken(
  db: Database,
  workspaceId: string,
  now = new Date(),
): Promise<string> {
  const before = await readIn(db, workspaceId, (tx) =>
    tx.serviceToken.findMany({ where: { name: NAME, revokedAt: null }, select: { id: true } }),
  );
  const story = await storyIn(db, workspaceId, now, 1);
  return story.sitting(ALEX.email, async ({ actAnew }) => {
    for (const { id } of before) await actAnew(revokeToken, { tokenId: id });
    const { secret } = await actAnew(issueToken, {
      name: NAME,
      scopes: ["assignment:evaluate", "telemetry:ingest", "registry:read"],
      expiresInDays: DAYS,
    });
    return secret;
  });
}
