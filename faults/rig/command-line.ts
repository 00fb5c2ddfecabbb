import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { CliAnswer, CliCall } from "../cli-process.ts";
import { COMPILE_CACHE } from "./crew.ts";

const root = join(import.meta.dirname, "../..");

/** The command line on one data folder, in its own process that stays for the next call. */
export class CommandLine {
  readonly #env: Readonly<Record<string, string>>;
  readonly #waiting: { done(answer: CliAnswer): void; failed(error: Error): void }[] = [];
  #process: ChildProcess | undefined;

  constructor(env: Readonly<Record<string, string>>) {
    this.#env = env;
  }

  call(databaseUrl: string, args: readonly string[]): Promise<CliAnswer> {
    this.#process ??= this.#start();
    return new Promise((done, failed) => {
      this.#waiting.push({ done, failed });
      this.#process?.send({ args, databaseUrl } satisfies CliCall);
    });
  }

  stop(): void {
    this.#process?.kill();
    this.#process = undefined;
  }

  #start(): ChildProcess {
    const child = spawn(process.execPath, ["faults/cli-process.ts"], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE, ...this.#env } as NodeJS.ProcessEnv,
    });
    // Answers arrive in the order of the calls.
    child.on("message", (answer: CliAnswer) => this.#waiting.shift()?.done(answer));
    child.once("exit", (code) => {
      for (const { failed } of this.#waiting.splice(0)) failed(new Error(`the command line ended (${code})`));
    });
    return child;
  }
}
