import { chown, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connect, type Database } from "#lib/db/client.ts";
import type { RoleUrls } from "#lib/db/roles.ts";
import { folderStore } from "#lib/storage/artifact-store.ts";
import { readIfThere } from "#lib/storage/durable-file.ts";
import { createWorkspace } from "../../prisma/seed/bootstrap.ts";
import { seedDemonstration } from "../../prisma/seed/demonstration.ts";
import type { MailReceiver } from "../../prisma/seed/mail-receiver.ts";
import { DEMO_SLUG } from "../../prisma/seed/people.ts";
import { issueTrafficToken } from "../../prisma/seed/traffic-token.ts";
import { mailingHere } from "./mail.ts";

/** Who can sign in, and what the traffic replay needs. */
export type Seeded = {
  readonly demonstration: boolean;
  readonly people: readonly { readonly email: string; readonly name: string; readonly title: string }[];
  readonly password: string | null;
  readonly trafficToken: string | null;
};

type Options = {
  data: string;
  urls: RoleUrls;
  empty: boolean;
  /** The demonstration's own mail server. */
  mail: MailReceiver | null;
  /** Whether what is said reaches a terminal alone, and no file or journal. */
  atTerminal: boolean;
  say: (line: string) => void;
};

const NOBODY: Seeded = { demonstration: false, people: [], password: null, trafficToken: null };

/** Fills an empty database: with the demonstration, or with one workspace and its first admin. */
export async function seed({ data, urls, empty, mail, atTerminal, say }: Options): Promise<Seeded> {
  const kept = await keptDemonstration(data);
  if (kept) return kept;
  const db = connect(urls.cs_app, { poolSize: 4 });
  try {
    const workspaces = await db.prisma.workspace.findMany({ select: { slug: true } });
    // A demonstration that was interrupted continues where it stopped.
    const foreign = workspaces.some(({ slug }) => slug !== DEMO_SLUG);
    if (foreign) return NOBODY;
    return empty || !mail
      ? await firstAdmin(db, { exists: workspaces.length > 0, atTerminal })
      : await demonstration(db, { data, mail, say });
  } finally {
    await db.close();
  }
}

const PUBLIC = "demonstration.json";
/** In a file of its own: the server reads who can sign in, and nothing else of the demonstration. */
const TOKEN = "traffic-token";

async function keptDemonstration(data: string): Promise<Seeded | null> {
  const kept = await readIfThere(join(data, PUBLIC));
  if (kept === null) return null;
  const seeded = JSON.parse(kept) as Seeded;
  // Older versions kept the token with the rest.
  if (seeded.trafficToken) await keepDemonstration(data, seeded);
  return { ...seeded, trafficToken: await readIfThere(join(data, TOKEN)) };
}

async function keepDemonstration(data: string, { trafficToken, ...shown }: Seeded): Promise<void> {
  if (trafficToken) await writeWhole(join(data, TOKEN), trafficToken, 0o600);
  await writeWhole(join(data, PUBLIC), JSON.stringify(shown), 0o640);
}

async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  await writeFile(`${path}.new`, text, { mode });
  await rename(`${path}.new`, path);
}

type Making = Pick<Options, "data" | "say"> & { mail: MailReceiver };

async function demonstration(db: Database, { data, mail, say }: Making): Promise<Seeded> {
  await mailingHere(data);
  const artifacts = join(data, "artifacts");
  // What this process writes there belongs to it, so the folder is handed over again afterwards.
  await mkdir(artifacts, { recursive: true, mode: 0o700 });
  await chown(artifacts, process.getuid!(), process.getgid!());
  const store = folderStore(artifacts);
  const { workspaceId, people, password, ...made } = await seedDemonstration({ db, store, mail, log: say });
  // The database has only the token's hash: where the file with its secret is gone, a new token is issued.
  const trafficToken = made.trafficToken ?? (await issueTrafficToken(db, workspaceId));
  const named = people.map(({ name, email, title }) => ({ name, email, title }));
  const seeded: Seeded = { demonstration: true, people: named, password, trafficToken };
  await keepDemonstration(data, seeded);
  return seeded;
}

type First = { exists: boolean; atTerminal: boolean };

/** Their password is said once, at a terminal; anywhere else it would be kept, so nobody gets to know it. */
async function firstAdmin(db: Database, { exists, atTerminal }: First): Promise<Seeded> {
  if (exists) return NOBODY;
  const admin = { name: "Admin", email: "admin@localhost.localdomain" };
  const created = await createWorkspace({
    db,
    slug: "main",
    name: "Main",
    admin,
    now: new Date(),
    // Real signatures need more than a password; the settings page can turn this off.
    secondFactor: "required",
  });
  if (!created.ok) throw new Error(created.error.message);
  return {
    demonstration: false,
    people: [{ ...admin, title: "first admin" }],
    password: atTerminal ? created.value.password : null,
    trafficToken: null,
  };
}
