import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = join(import.meta.dirname, "../..");
const RESTART_MS = 200;
/** Every process is started many times, so their compiled code is cached. */
export const COMPILE_CACHE = join(root, ".cache/compiled");

export type Job = { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };

/**
 * The processes of one installation, each restarted when it ends, as the start command does. When this process dies,
 * their channel closes and they stop.
 */
export class Crew {
  readonly #folder: string;
  readonly #jobs = new Map<string, Job>();
  readonly #armed = new Map<string, string[]>();
  readonly #running = new Map<string, ChildProcess>();
  readonly #clocks = new Map<string, number>();
  readonly #deaths: string[] = [];
  #stopping = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Every process that ended unasked, by name and how. */
  get deaths(): readonly string[] {
    return this.#deaths;
  }

  async start(name: string, job: Job): Promise<void> {
    this.#jobs.set(name, job);
    const path = join(this.#folder, `${name}.log`);
    const log = await open(path, "a");
    const { size: before } = await log.stat();
    const shift = this.#clocks.get(name);
    const preload = shift === undefined ? [] : ["--import", "./faults/clock-shift.ts"];
    const child = spawn(process.execPath, [...preload, ...job.args], {
      cwd: root,
      stdio: ["ignore", log.fd, log.fd, "ipc"],
      env: {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        NODE_ENV: "test",
        NODE_COMPILE_CACHE: COMPILE_CACHE,
        FAULTPOINT: this.#armed.get(name)?.[0] ?? "listen",
        ...(shift !== undefined && { CLOCK_SHIFT_HOURS: String(shift) }),
        ...job.env,
      } as NodeJS.ProcessEnv,
    });
    await log.close();
    this.#running.set(name, child);
    child.once("exit", (code, signal) => {
      if (this.#stopping || this.#running.get(name) !== child) return;
      this.#deaths.push(`${name} ${signal ?? code}${this.#reached(name, path, before)}`);
      setTimeout(() => {
        if (!this.#stopping && this.#running.get(name) === child) void this.start(name, job);
      }, RESTART_MS);
    });
  }

  pid(name: string): number {
    const pid = this.#running.get(name)?.pid;
    if (pid === undefined) throw new Error(`${name} does not run`);
    return pid;
  }

  /** Sends a signal; returns whether a process got it. */
  signal(name: string, signal: NodeJS.Signals): boolean {
    return this.#running.get(name)?.kill(signal) ?? false;
  }

  /**
   * Makes a process kill itself at these named points, each once, one after the other: it restarts with the next.
   * Other deaths in between do not count.
   */
  arm(name: string, faultpoints: readonly string[]): void {
    this.#armed.set(name, [...faultpoints]);
    const child = this.#running.get(name);
    if (child?.connected) child.send({ faultpoint: faultpoints[0] ?? "" }, () => {});
  }

  /** Sets a process's clock wrong by this many hours; at once if it was started with its own clock. */
  shiftClock(name: string, clockShiftHours: number): void {
    this.#clocks.set(name, clockShiftHours);
    const child = this.#running.get(name);
    if (child?.connected) child.send({ clockShiftHours }, () => {});
  }

  /** How often a process died at a named point. */
  ended(name: string, faultpoint: string): number {
    return this.#deaths.filter((death) => death === `${name} SIGKILL at ${faultpoint}`).length;
  }

  /** Waits until a line of a process's log contains all of this. */
  async says(name: string, words: readonly string[], secondsMax: number): Promise<boolean> {
    const path = join(this.#folder, `${name}.log`);
    const deadline = Date.now() + secondsMax * 1000;
    const said = () =>
      readFileSync(path, "utf8")
        .split("\n")
        .some((line) => words.every((word) => line.includes(word)));
    while (!said() && Date.now() < deadline) await sleep(50);
    return said();
  }

  /** A process prints the point it dies at as its last words. */
  #reached(name: string, path: string, before: number): string {
    const said = readFileSync(path).subarray(before).toString();
    const at = /^ended at (\S+)$/m.exec(said)?.[1];
    if (at === undefined) return "";
    const left = this.#armed.get(name);
    if (left?.[0]?.split(":")[0] === at) left.shift();
    return ` at ${at}`;
  }

  /** Starts a process that was ended. */
  async again(name: string): Promise<void> {
    await this.start(name, this.#jobs.get(name)!);
  }

  /** Ends one process for good. */
  async end(name: string, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const child = this.#running.get(name);
    this.#running.delete(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGCONT");
    child.kill(signal);
    await ended;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#running.keys()].map((name) => this.end(name)));
  }
}
