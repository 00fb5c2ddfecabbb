import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/**
 * The house as data: which floor a file is on and which floors it may know. ARCHITECTURE.md draws the same table.
 */
const ROOMS = [
  "access",
  "audit",
  "metrics",
  "registry",
  "exposure",
  "policy",
  "councils",
  "releases",
  "monitoring",
  "rollouts",
  "incidents",
  "overview",
] as const;

export type Floor =
  | "kernel"
  | "instruments"
  | "core"
  | "store"
  | "ledger"
  | "runner"
  | "shell"
  | "edge"
  | "client"
  | "components"
  | "pages"
  | "testing"
  | "entry";

export const MAY_KNOW: Readonly<Record<Floor, readonly Floor[]>> = {
  kernel: ["kernel"],
  instruments: ["kernel", "instruments"],
  core: ["kernel", "instruments", "core"],
  store: ["kernel", "store"],
  ledger: ["kernel", "instruments", "core", "store"],
  runner: ["kernel", "core", "store", "ledger", "runner"],
  shell: ["kernel", "instruments", "core", "store", "runner", "shell"],
  edge: ["kernel", "instruments", "core", "store", "runner", "shell", "edge"],
  client: ["kernel", "client"],
  components: ["kernel", "instruments", "core", "client", "components"],
  pages: [
    "kernel",
    "instruments",
    "core",
    "store",
    "runner",
    "shell",
    "edge",
    "client",
    "components",
    "pages",
  ],
  testing: [
    "kernel",
    "instruments",
    "core",
    "store",
    "ledger",
    "runner",
    "shell",
    "edge",
    "testing",
    "entry",
  ],
  entry: ["kernel", "instruments", "core", "store", "runner", "shell", "edge", "testing", "entry"],
};

const ROOT = join(import.meta.dirname, "../../..");
export type Source = { path: string; text: string; floor: Floor; room: number };

const FLOOR_OF: Readonly<Record<string, Floor>> = {
  kernel: "kernel",
  merkle: "instruments",
  stats: "instruments",
  db: "store",
  queue: "store",
  crypto: "store",
  storage: "store",
  "env.ts": "store",
  "log.ts": "store",
  command: "runner",
  api: "edge",
  protocols: "edge",
  workers: "edge",
  http: "edge",
  web: "edge",
  client: "client",
  testing: "testing",
};

/** Every source file of the project with its place in the house. */
export const sources = [
  ...filesUnder("lib"),
  ...filesUnder("components"),
  ...filesUnder("app"),
  ...filesUnder("bin"),
  ...filesUnder("scripts"),
  ...filesUnder("prisma"),
  ...filesUnder("examples"),
  ...filesUnder("e2e"),
  ...filesUnder("faults"),
  ...filesUnder("bench"),
  "server.ts",
  "worker.ts",
].map((path): Source => ({ path, text: readFileSync(join(ROOT, path), "utf8"), ...placeOf(path) }));

/** What a file imports from the project, as paths from its root. */
export function importsOf({ path, text }: Source): { target: string; typeOnly: boolean }[] {
  const found: { target: string; typeOnly: boolean }[] = [];
  for (const match of text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^;"']*?from\s+"([^"]+)"|import\("([^"]+)"\)/g,
  )) {
    const specifier = match[2] ?? match[3]!;
    const target = resolveSpecifier(path, specifier);
    if (target && !target.startsWith("generated/")) found.push({ target, typeOnly: match[1] !== undefined });
  }
  return found;
}

function resolveSpecifier(from: string, specifier: string): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (!specifier.startsWith(".")) return null;
  return relative(ROOT, resolve(ROOT, dirname(from), specifier));
}

export function placeOf(path: string): { floor: Floor; room: number } {
  const [top, second, third, fourth] = path.split("/");
  const none = -1;
  if (top === "components") return { floor: "components", room: none };
  if (top === "app") return { floor: "pages", room: none };
  if (top !== "lib") return { floor: "entry", room: none };
  const room = (ROOMS as readonly string[]).indexOf(second!);
  if (path === "lib/audit/append.ts") return { floor: "ledger", room: none };
  if (room >= 0) return { floor: fourth === undefined || third === "views" ? "core" : "shell", room };
  return { floor: FLOOR_OF[second!] ?? "entry", room: none };
}

export const isTest = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) || path.startsWith("lib/testing/");

export const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name}`)
    .filter((path) => /\.tsx?$/.test(path) && statSync(join(ROOT, path)).isFile());
}
