import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import type { ProcessName } from "./accounts.ts";
import { baseEnvironment } from "./base-environment.ts";
import { type Confinement, UNCONFINED } from "./separation.ts";

const root = join(import.meta.dirname, "../..");
const STOP_SECONDS_MAX = 6;
const RESTART_MS = 1000;

export type Child = {
  readonly name: ProcessName;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/**
 * Runs the processes of one installation: each with its own environment and log file, restarted when it dies, stopped
 * together. When this process is killed, their channel closes and they stop.
 */
export class Children {
  readonly #logs: string;
  readonly #confinementOf: (name: ProcessName) => Confinement;
  readonly #running = new Map<string, ChildProcess>();
  #stopping = false;

  constructor(dataFolder: string, confinementOf: (name: ProcessName) => Confinement = () => UNCONFINED) {
    this.#logs = join(dataFolder, "logs");
    this.#confinementOf = confinementOf;
  }

  async start(child: Child): Promise<void> {
    await mkdir(this.#logs, { recursive: true, mode: 0o750 });
    const log = await open(join(this.#logs, `${child.name}.log`), "a", 0o640);
    const { prefix, env } = this.#confinementOf(child.name);
    const [program, ...args] = [...prefix, process.execPath, ...child.args];
    const running: ChildProcess = spawn(program!, args, {
      cwd: root,
      env: { ...baseEnvironment(), ...env, ...child.env },
      stdio: ["ignore", log.fd, log.fd, "ipc"],
    });
    await log.close();
    this.#running.set(child.name, running);
    running.once("exit", (code) => {
      if (this.#stopping) return;
      process.stderr.write(
        `${child.name} ended (${code}); restarting it. See ${join(this.#logs, `${child.name}.log`)}\n`,
      );
      setTimeout(() => this.#stopping || void this.start(child), RESTART_MS);
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#running.values()].map(stopChild));
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  const killed = setTimeout(() => child.kill("SIGKILL"), STOP_SECONDS_MAX * 1000);
  await ended;
  clearTimeout(killed);
}
