import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connect } from "#lib/db/client.ts";
import type { RoleUrls } from "#lib/db/roles.ts";
import { folderStore } from "#lib/storage/artifact-store.ts";
import { bootstrap } from "../../prisma/seed/bootstrap.ts";
import { seedDemonstration } from "../../prisma/seed/demonstration.ts";

/** Who can sign in, and what the traffic replay needs. */
export type Seeded = {
  readonly demonstration: boolean;
  readonly people: readonly { readonly email: string; readonly name: string; readonly title: string }[];
  readonly password: string | null;
  readonly trafficToken: string | null;
};

type Options = { data: string; urls: RoleUrls; empty: boolean; say: (line: string) => void };

/** Fills an empty database: with the demonstration, or with one workspace and its first admin. */
export async function seed({ data, urls, empty, say }: Options): Promise<Seeded> {
  const db = connect(urls.cs_app, { poolSize: 4 });
  try {
    const used = (await db.prisma.workspace.count()) > 0;
    if (used) return await keptFrom(data);
    const seeded = empty ? await firstAdmin(db, say) : await demonstration(db, data, say);
    const path = join(data, "demonstration.json");
    if (seeded.demonstration) await writeFile(path, JSON.stringify(seeded), { mode: 0o600 });
    return seeded;
  } finally {
    await db.close();
  }
}

async function keptFrom(data: string): Promise<Seeded> {
  const kept = await readFile(join(data, "demonstration.json"), "utf8").catch(() => null);
  return kept
    ? (JSON.parse(kept) as Seeded)
    : { demonstration: false, people: [], password: null, trafficToken: null };
}
