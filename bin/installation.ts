import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { connect, type Database } from "#lib/db/client.ts";
import { startEmbedded } from "#lib/db/embedded.ts";
import { isAppUrl } from "#lib/db/role-name.ts";
import { rolePasswords, roleUrls } from "#lib/db/roles.ts";
import { mailDomains } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { CliError, EXIT, type ExitCode, wrongUsage } from "./cli.ts";

/** What a command works on: one workspace of an installation, acting as the system. */
export type Here = {
  readonly db: Database;
  /** The database's address, for code that needs its own connection. */
  readonly url: string;
  readonly caller: Caller;
  readonly workspace: Workspace;
};
type Workspace = { readonly id: string; readonly slug: string; readonly name: string };

type Asked = { readonly data?: string | undefined; readonly workspace?: string | undefined };

/**
 * Opens the installation, runs `body` on its workspace, and closes it again. Uses the data folder's running
 * PostgreSQL, or starts it for the duration. Throws {@link CliError} where there is none or the workspace is
 * ambiguous.
 */
export async function inInstallation<T>(asked: Asked, body: (here: Here) => Promise<T>): Promise<T> {
  const folder = asked.data ?? process.env["COUNTERSIGN_DATA"] ?? ".data";
  const { url, stop } = await openDatabase(folder);
  // The log's key is in that folder; library code reads the environment.
  process.env["DATA_FOLDER"] = folder;
  await findMailKey(folder);
  const db = connect(url, { poolSize: 2 });
  try {
    const workspace = await chooseWorkspace(db, asked.workspace);
    const caller: Caller = {
      kind: "system",
      id: "command-line",
      name: "Command line",
      workspaceId: workspace.id,
    };
    return await body({ db, url, caller, workspace });
  } finally {
    await db.close();
    await stop();
  }
}

/** What is mailed is sealed for the running reconciler, by the key that the start keeps in its data folder. */
async function findMailKey(folder: string): Promise<void> {
  if (mailDomains().length === 0 || process.env["MAIL_KEY"]) return;
  const kept = await readFile(join(folder, "mail-key"), "utf8").catch(() => null);
  if (kept === null)
    throw wrongUsage(`MAIL_DOMAINS is set, but neither MAIL_KEY nor ${join(folder, "mail-key")} is there.`);
  process.env["MAIL_KEY"] = kept.trim();
}

/** The value; a refusal ends the command. */
export function orEnd<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  const { kind, message, todo } = result.error;
  throw new CliError(EXIT_OF_KIND[kind] ?? EXIT.no, todo === undefined ? message : `${message}\n${todo}`);
}

const EXIT_OF_KIND: Partial<Record<Refusal["kind"], ExitCode>> = {
  invalid: EXIT.usage,
  "not-found": EXIT.usage,
  unavailable: EXIT.unavailable,
};

async function openDatabase(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const passwords = join(folder, "passwords.json");
  const given = process.env["DATABASE_URL"];
  if (given && (isAppUrl(given) || !existsSync(passwords))) return { url: given, stop: async () => {} };
  if (!existsSync(passwords))
    throw new CliError(
      EXIT.unavailable,
      `There is no installation in ${folder}. Start one with \`npm run up\`, or name its folder with --data.`,
    );
  const postgres = given
    ? { ownerUrl: given, stop: async () => {} }
    : await startEmbedded({ folder: join(folder, "postgres") });
  const { cs_app: url } = roleUrls(postgres.ownerUrl, await rolePasswords(passwords));
  return { url, stop: () => postgres.stop() };
}

async function chooseWorkspace(db: Database, slug: string | undefined): Promise<Workspace> {
  const all = await db.prisma.workspace.findMany({ orderBy: { slug: "asc" } });
  const slugs = all.map((workspace) => workspace.slug).join(", ");
  if (slug === undefined) {
    const [only, ...more] = all;
    if (!only) throw new CliError(EXIT.unavailable, "This installation has no workspace yet.");
    if (more.length > 0) throw wrongUsage(`Several workspaces. Choose ${slugs} with --workspace.`);
    return only;
  }
  const found = all.find((workspace) => workspace.slug === slug);
  if (!found) throw wrongUsage(`There is no workspace ${slug}. Choose from: ${slugs || "none"}.`);
  return found;
}
