import { spawnSync } from "node:child_process";
import { realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Account, type Accounts, claimAccounts, type ProcessName } from "./accounts.ts";
import { baseEnvironment } from "./base-environment.ts";

const root = join(import.meta.dirname, "../..");

/**
 * How the processes of an installation are kept apart. Users of their own need root and, where only root may enter the
 * folder of the code, a view of it. Root without privileges still may not read what another user owns, but owns the
 * code and most secrets.
 */
export type Separation =
  | { readonly kind: "own-users"; readonly accounts: Accounts; readonly view: readonly string[] }
  | { readonly kind: "root-without-privileges" | "one-user"; readonly why: string };

/** The command that a process is started behind, and what its environment needs for it. */
export type Confinement = {
  readonly prefix: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

export const UNCONFINED: Confinement = { prefix: [], env: {} };
const NO_PRIVILEGES = [
  "setpriv",
  "--bounding-set=-all,+net_bind_service",
  "--inh-caps=-all",
  "--no-new-privs",
];
const PRIVILEGED_PORTS = 1024;

type Options = { data: string; dev: boolean };

/** The strongest separation that this machine and the place of the code allow; never keeps a start from starting. */
export async function separate({ data, dev }: Options): Promise<Separation> {
  if (process.getuid?.() !== 0) return { kind: "one-user", why: "It was not started by root." };
  const apart = dev
    ? "While developing, the server writes into the code's folder."
    : await ownUsers(data).catch((error: Error) => `Their users cannot be claimed: ${error.message}.`);
  if (typeof apart !== "string") return apart;
  const [program, ...options] = [...NO_PRIVILEGES, "test", "-w", data];
  const kind = spawnSync(program!, options).status === 0 ? "root-without-privileges" : "one-user";
  return { kind, why: apart };
}

async function ownUsers(data: string): Promise<Separation | string> {
  if (spawnSync("setpriv", ["--version"]).error) return "This machine has no setpriv (package util-linux).";
  const accounts = await claimAccounts(data);
  if (accounts === null)
    return "All user ids that are set aside for installations are taken on this machine.";
  const apart = { kind: "own-users", accounts, view: await viewOf(data) } as const;
  if (runs(apart)) return apart;
  return `Other users than root cannot read the code in ${root}. Move the clone to a folder that all may enter, such as /srv, or try: chmod -R go+rX ${root}.`;
}

/** Whether the server's user can run the code, and change nothing of it. */
function runs(separation: Separation): boolean {
  const { prefix, env } = confinementOf(separation, "server", {});
  const [program, ...args] = [...prefix, process.execPath, "scripts/up/can-run.mjs"];
  return spawnSync(program!, args, { cwd: root, env: { ...baseEnvironment(), ...env } }).status === 0;
}

/** What shows a process its code and its data where a folder above them lets only root in; empty where none does. */
async function viewOf(data: string): Promise<string[]> {
  const shown = [await realpath(root), await realpath(data)] as const;
  const closed = new Set((await Promise.all(shown.map(closedAbove))).filter((path) => path !== null));
  if (closed.size === 0) return [];
  const script = join(root, "scripts/up/own-view.sh");
  return ["unshare", "--mount", "--", "sh", script, ...shown, ...closed, "--"];
}

/** The topmost folder above a path that not everybody may enter. */
async function closedAbove(path: string): Promise<string | null> {
  const parent = dirname(path);
  if (parent === path) return null;
  const above = await closedAbove(parent);
  if (above !== null) return above;
  return ((await stat(parent)).mode & 0o001) === 0 ? parent : null;
}

/** How this process is started: as its own user, or without root's privileges, or as it is. */
export function confinementOf(
  separation: Separation,
  name: ProcessName,
  { port }: { port?: number },
): Confinement {
  if (separation.kind === "own-users") {
    const { accounts, view } = separation;
    const asUser = asAccount(accounts.of[name], accounts.group, port);
    return { prefix: [...view, ...asUser], env: { HOME: "/nonexistent" } };
  }
  // The signer keeps root's privilege to read its key, which belongs to another user.
  const drops = separation.kind === "root-without-privileges" && name !== "signer";
  return { prefix: drops ? NO_PRIVILEGES : [], env: {} };
}

function asAccount({ uid, gid }: Account, group: number, port = PRIVILEGED_PORTS): string[] {
  const user = [`--reuid=${uid}`, `--regid=${gid}`, `--groups=${group}`, "--no-new-privs"];
  if (port >= PRIVILEGED_PORTS) return ["setpriv", ...user, "--inh-caps=-all", "--bounding-set=-all"];
  const bind = "-all,+net_bind_service";
  return ["setpriv", ...user, `--inh-caps=${bind}`, `--ambient-caps=${bind}`, `--bounding-set=${bind}`];
}

/** The owners of the data folder's files; null where they all belong to whoever starts. */
export type Owners = { readonly group: number; readonly of: (name: ProcessName) => Account };

const ROOT: Account = { uid: 0, gid: 0 };

export function ownersIn(separation: Separation): Owners | null {
  if (separation.kind === "own-users")
    return { group: separation.accounts.group, of: (name) => separation.accounts.of[name] };
  return process.getuid?.() === 0 ? { group: 0, of: () => ROOT } : null;
}
