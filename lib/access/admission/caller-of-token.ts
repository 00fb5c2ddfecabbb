import type { ServiceToken } from "#generated/prisma/client.ts";
import { hashTokenSecret, looksLikeToken } from "#lib/crypto/token-secret.ts";
import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";

/** How often `lastUsedAt` is written at most: it answers "is it still in use", not "when exactly". */
const TOUCH_MS = 5 * MINUTE_MS;

type Row = Pick<ServiceToken, "id" | "name" | "scopes" | "source" | "pointerId"> & {
  workspaceId: string;
  expiresAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
};

/** The service behind a token's secret; null if the token is unknown, expired or revoked. */
export async function callerOfToken(db: Database, secret: string, now: Date): Promise<Caller | null> {
  const token = await findToken(db, secret);
  if (!token || token.revokedAt || token.expiresAt <= now) return null;
  if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() > TOUCH_MS)
    await inWorkspace(db, token.workspaceId, (tx) =>
      tx.serviceToken.update({ where: { id: token.id }, data: { lastUsedAt: now } }),
    );
  return {
    kind: "token",
    id: token.id,
    name: token.name,
    workspaceId: token.workspaceId,
    scopes: token.scopes,
    ...(token.source === null ? {} : { source: { name: token.source, pointerId: token.pointerId } }),
  };
}

/** The owner and workspace of a token that is known but no longer valid. */
export async function refusedToken(
  db: Database,
  secret: string,
): Promise<{ id: string; workspaceId: string } | null> {
  const token = await findToken(db, secret);
  return token ? { id: token.id, workspaceId: token.workspaceId } : null;
}

async function findToken(db: Database, secret: string): Promise<Row | undefined> {
  if (!looksLikeToken(secret)) return undefined;
  const [token] = await db.sql.$queryRaw<Row[]>`
    SELECT id, name, scopes, workspace_id AS "workspaceId", expires_at AS "expiresAt",
           revoked_at AS "revokedAt", last_used_at AS "lastUsedAt", source, pointer_id::text AS "pointerId"
    FROM find_service_token(${hashTokenSecret(secret)})`;
  return token;
}
