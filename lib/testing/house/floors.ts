/** The house as data: which floor a file is on and which floors it may know. ARCHITECTURE.md draws the same table. */

/** A room knows only the rooms before it, in lib/ and in components/ alike. */
export const ROOMS: readonly string[] = [
  "access",
  "audit",
  "metrics",
  "registry",
  "exposure",
  "policy",
  "councils",
  "obligations",
  "releases",
  "monitoring",
  "rollouts",
  "incidents",
  "overview",
];

/** The folders of a room. Files in `views/` are as pure as the open ones. */
const FURNITURE: Readonly<Record<string, Floor>> = {
  views: "core",
  commands: "shell",
  queries: "shell",
  rows: "shell",
  admission: "shell",
  ingest: "shell",
  serving: "shell",
};

export type Floor =
  | "kernel"
  | "instruments"
  | "core"
  | "generated"
  | "store"
  | "ledger"
  | "runner"
  | "shell"
  | "edge"
  | "client"
  | "components"
  | "pages"
  | "testing"
  | "entry"
  /** Has no place: a folder or file that no row names. */
  | "nowhere";

const WORLD: readonly Floor[] = ["kernel", "instruments", "core", "generated", "store", "runner", "shell"];

export const MAY_KNOW: Readonly<Record<Floor, readonly Floor[]>> = {
  kernel: ["kernel"],
  instruments: ["kernel", "instruments"],
  core: ["kernel", "instruments", "core"],
  generated: ["generated"],
  store: ["kernel", "generated", "store"],
  ledger: ["kernel", "instruments", "core", "generated", "store"],
  runner: ["kernel", "core", "store", "ledger", "runner"],
  shell: WORLD,
  edge: [...WORLD, "edge"],
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
  testing: [...WORLD, "ledger", "edge", "testing", "entry"],
  entry: [...WORLD, "edge", "testing", "entry"],
  nowhere: [],
};

/** Floors without clock, chance, Node or database. */
export const PURE: readonly Floor[] = ["kernel", "instruments", "core"];

const FLOOR_OF: Readonly<Record<string, Floor>> = {
  kernel: "kernel",
  merkle: "instruments",
  stats: "instruments",
  expression: "instruments",
  db: "store",
  queue: "store",
  crypto: "store",
  storage: "store",
  ledger: "ledger",
  command: "runner",
  api: "edge",
  protocols: "edge",
  workers: "edge",
  http: "edge",
  web: "edge",
  client: "client",
  testing: "testing",
};

const LYING_IN_LIB: Readonly<Record<string, Floor>> = {
  "env.ts": "store",
  "log.ts": "store",
  "env.test.ts": "testing",
  "architecture.test.ts": "testing",
  "documents.test.ts": "testing",
  "events.test.ts": "testing",
};

const ENTRIES: readonly string[] = [
  "bin",
  "scripts",
  "prisma",
  "examples",
  "e2e",
  "attacks",
  "faults",
  "simulate",
  "bench",
  "conformance",
  "server.ts",
  "worker.ts",
];

/** The places of components: first those that know no room, then the rooms, last the frame around all of them. */
const COMPONENTS: readonly string[] = ["ui", ...ROOMS, "shell"];

export type Place = {
  floor: Floor;
  /** Its room's position among the rooms of lib/, or among the folders of components/; -1 outside both. */
  room: number;
};

export function placeOf(path: string): Place {
  const [top = "", second = ""] = path.split("/");
  if (top === "lib") return placeInLib(path);
  if (top === "components") {
    const room = path.split("/").length > 2 ? COMPONENTS.indexOf(second) : -1;
    return { floor: room < 0 ? "nowhere" : "components", room };
  }
  if (top === "app") return { floor: "pages", room: -1 };
  if (top === "generated") return { floor: "generated", room: -1 };
  return { floor: ENTRIES.includes(top) ? "entry" : "nowhere", room: -1 };
}

function placeInLib(path: string): Place {
  const [, folder = "", third = "", ...deeper] = path.split("/");
  if (third === "") return { floor: LYING_IN_LIB[folder] ?? "nowhere", room: -1 };
  const room = ROOMS.indexOf(folder);
  if (room < 0) return { floor: FLOOR_OF[folder] ?? "nowhere", room };
  return { floor: deeper.length === 0 ? "core" : (FURNITURE[third] ?? "nowhere"), room };
}

/** Tests, and the code only tests use. */
export const isTest = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) || path.startsWith("lib/testing/");
