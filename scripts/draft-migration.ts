import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { startEmbedded } from "#lib/db/embedded.ts";
import { askSchemaEngine } from "#lib/db/schema-engine.ts";

/**
 * Prints the SQL between the Prisma schema of a git revision (or none) and the working tree's, as the start of a
 * migration: `node scripts/draft-migration.ts HEAD`. Row-level security, triggers and grants are written by hand
 * beside it.
 */
const root = join(import.meta.dirname, "..");
const git = (...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" });
const cat = (...args: string[]) => execFileSync("cat", args, { cwd: root, encoding: "utf8" });

const paths = (listing: string) => listing.split("\n").filter((path) => path.endsWith(".prisma"));
const schemaAt = (revision: string) =>
  paths(git("ls-tree", "--name-only", revision, "prisma/schema/")).map((path) => ({
    path,
    content: git("show", `${revision}:${path}`),
  }));
const schemaNow = paths(git("ls-files", "-co", "--exclude-standard", "prisma/schema")).map((path) => ({
  path,
  content: cat(path),
}));

const [revision] = process.argv.slice(2);
const postgres = await startEmbedded({ folder: ".data/draft", settings: ["fsync=off"] });
const { stdout } = await askSchemaEngine({
  connectionString: postgres.ownerUrl,
  method: "diff",
  input: {
    from: revision ? { tag: "schemaDatamodel", files: schemaAt(revision) } : { tag: "empty" },
    to: { tag: "schemaDatamodel", files: schemaNow },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  },
});
process.stdout.write(stdout ?? "");
await postgres.stop();
