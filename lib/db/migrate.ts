import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { databaseOf, withRolesOf } from "./role-name.ts";
import { askSchemaEngine } from "./schema-engine.ts";

const MIGRATIONS = join(import.meta.dirname, "../../prisma/migrations");

/**
 * Applies every pending migration, each atomically, with this database's roles in place of the parts they name.
 * @returns the applied names, oldest first; empty if the database was up to date.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const list = await migrationsList(databaseOf(ownerUrl));
  const filters = { externalTables: [], externalEnums: [] };
  const { appliedMigrationNames } = await askSchemaEngine({
    connectionString: ownerUrl,
    method: "applyMigrations",
    input: { migrationsList: list, filters },
  });
  return appliedMigrationNames;
}

async function migrationsList(database: string) {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: withRolesOf(database, await readFile(join(MIGRATIONS, path, "migration.sql"), "utf8")),
        },
      },
    })),
  );
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories,
  };
}
