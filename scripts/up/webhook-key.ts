import { randomBytes } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { readIfThere } from "#lib/storage/durable-file.ts";
import { keptFile } from "#lib/storage/kept-file.ts";

/**
 * The key that the secrets of webhooks follow from, for the server, which shows them, and the reconciler, which signs.
 * They used to follow from that of mail: an installation that has webhooks from then goes on with its value, so that
 * receivers can check what they get.
 */
export async function webhookKey(data: string, ownerUrl: string): Promise<{ readonly WEBHOOK_KEY: string }> {
  const kept = join(data, "webhook-key");
  const there = await readIfThere(kept);
  if (there !== null) return { WEBHOOK_KEY: there };
  const former = (await hasWebhooks(ownerUrl)) ? await readIfThere(join(data, "mail-key")) : null;
  return { WEBHOOK_KEY: await keptFile(kept, () => former ?? randomBytes(32).toString("base64url")) };
}

async function hasWebhooks(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query("SELECT 1 FROM webhook LIMIT 1")).rows.length > 0;
  } finally {
    await client.end();
  }
}
