import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

/** What whoever took over a process tries, from inside it; prints each step with what became of it, as JSON. */
export type Target = {
  readonly read: readonly string[];
  readonly change: readonly string[];
  readonly create: readonly string[];
  /** Process ids, by name. */
  readonly processes: Readonly<Record<string, number>>;
  /** Users to become. */
  readonly become: readonly number[];
  /** The database's owner, whose password the insider guesses to be any text it could read. */
  readonly owner: { readonly port: number; readonly passwords: readonly string[] };
};

const DONE = "done";

async function attack({ read, change, create, processes, become, owner }: Target) {
  const outcomes: Record<string, string> = {};
  const attempt = (step: string, deed: () => unknown) => {
    try {
      deed();
      outcomes[step] = DONE;
    } catch (error) {
      outcomes[step] = (error as NodeJS.ErrnoException).code ?? String(error);
    }
  };
  for (const path of read) attempt(`read ${path}`, () => readFileSync(path));
  for (const path of change) attempt(`change ${path}`, () => closeSync(openSync(path, "r+")));
  for (const folder of create) {
    const path = join(folder, "planted-by-an-insider");
    attempt(`create in ${folder}`, () => {
      writeFileSync(path, "x");
      rmSync(path);
    });
  }
  for (const [name, pid] of Object.entries(processes)) {
    attempt(`environment of ${name}`, () => readFileSync(`/proc/${pid}/environ`));
    // The kernel asks here what it asks of a debugger.
    attempt(`memory of ${name}`, () => closeSync(openSync(`/proc/${pid}/mem`, "r+")));
    attempt(`signal to ${name}`, () => process.kill(pid, 0));
  }
  for (const uid of become) attempt(`become user ${uid}`, () => becoming(uid));
  for (const path of owner.passwords) {
    const step = `database as its owner with ${path}`;
    const password = tried(() => readFileSync(path, "utf8").trim());
    outcomes[step] = await connectAs({ port: owner.port, password: password ?? "guessed" });
  }
  return outcomes;
}

function becoming(uid: number): void {
  const before = process.geteuid!();
  process.seteuid!(uid);
  process.seteuid!(before);
}

function tried<T>(deed: () => T): T | null {
  try {
    return deed();
  } catch {
    return null;
  }
}

async function connectAs({ port, password }: { port: number; password: string }): Promise<string> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password, database: "postgres" });
  try {
    await client.connect();
    return DONE;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await client.end().catch(() => {});
  }
}

if (import.meta.main) {
  const target = JSON.parse(process.argv.at(-1)!) as Target;
  process.stdout.write(`${JSON.stringify(await attack(target), null, 1)}\n`);
}
