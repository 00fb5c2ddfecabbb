import type { Rule } from "./rule.ts";
import { casts } from "./rules/casts.ts";
import { definitions } from "./rules/definitions.ts";
import { demonstration } from "./rules/demonstration.ts";
import { floors } from "./rules/floors.ts";
import { shortFiles, shortFunctions } from "./rules/length.ts";
import { mocks } from "./rules/mocks.ts";
import { names } from "./rules/names.ts";
import { oneNoun } from "./rules/one-noun.ts";
import { packages } from "./rules/packages.ts";
import { pages, words } from "./rules/pages.ts";
import { places } from "./rules/places.ts";
import { purity } from "./rules/purity.ts";
import { sizes } from "./rules/sizes.ts";
import { spreads } from "./rules/spreads.ts";
import { suppressions } from "./rules/suppressions.ts";
import { tested } from "./rules/tested.ts";
import { transactions } from "./rules/transactions.ts";
import { writes } from "./rules/writes.ts";

export type Planted = readonly [path: string, text: string];

const KERNEL = "lib/kernel/planted.ts";
const CORE = "lib/rollouts/planted.ts";
const EDGE = "lib/api/endpoints/planted.ts";
const PAUSE = "lib/rollouts/commands/pause-rollout.ts";

const at = (path: string, ...texts: readonly string[]): Planted[] => texts.map((text) => [path, text]);
const command = (name: string, camel: string): string =>
  `export const ${camel} = defineCommand({ name: "${name}", permission: "rollout:pause", type: "rollout.paused" });`;
const lines = (count: number): string => "void 0;\n".repeat(count);

/** Each rule with files that break it: it catches every one of them alone. */
export const EACH_ALONE: readonly [rule: Rule, planted: readonly Planted[]][] = [
  [
    places,
    [
      "lib/helpers/planted.ts",
      "lib/planted.ts",
      "lib/rollouts/services/planted.ts",

      "components/widgets/planted.tsx",
      "components/planted.tsx",
      "tools/planted.ts",
    ].flatMap((path) => at(path, "")),
  ],
  [
    floors,
    [
      ...at(
        KERNEL,
        `import { PrismaClient } from "#generated/prisma/client.ts";`,
        `import { judgeStage } from "#lib/rollouts/judge.ts";`,
      ),
      ...at(
        CORE,
        `import type { Rollout } from "#generated/prisma/client.ts";`,
        `import { connect } from "#lib/db/client.ts";`,
        `import type { Tx } from "#lib/db/client.ts";`,
        `import "#lib/log.ts";`,
        `import "../log.ts";`,
        `const { log } = await import("#lib/log.ts");`,
        "const { log } = await import(`../log.ts`);",
        `export { log } from "#lib/log.ts";`,
        `export * from "#lib/log.ts";`,
        `type Log = import("#lib/log.ts").Log;`,
        `import log = require("#lib/log.ts");`,
        `const log = require("#lib/log.ts");`,
        `const path = import.meta.resolve("#lib/log.ts");`,
        `new Worker(new URL("../log.ts", import.meta.url));`,
      ),
      ...at("lib/releases/planted.ts", `import { judgeStage } from "#lib/rollouts/judge.ts";`),
      ...at("lib/rollouts/views/planted.ts", `import type { Tx } from "#lib/db/client.ts";`),
      ...at(PAUSE, `import { appendEvents } from "#lib/ledger/append.ts";`),
      ...at("lib/client/planted.ts", `import { table } from "#lib/api/table.ts";`),
      ...at(
        "components/releases/planted.tsx",
        `import { look } from "#lib/command/query.ts";`,
        `import { Arms } from "#components/rollouts/arms.tsx";`,
        `import { Page } from "#components/shell/page.tsx";`,
      ),
      ...at("components/ui/planted.tsx", `import { words } from "#components/access/words.ts";`),
    ],
  ],
  [
    packages,
    [
      ...at(
        CORE,
        `import pg from "pg";`,
        `import "pg";`,
        `import { randomUUID } from "node:crypto";`,
        `await import("node:fs");`,
        "await import(somewhere);",
      ),
      ...at(KERNEL, `import { PrismaPg } from "@prisma/adapter-pg";`),
      ...at("lib/stats/planted.ts", `import { join } from "node:path";`),
      ...at("lib/rollouts/rows/planted.ts", `import pg from "pg";`),
      ...at(EDGE, `import pg from "pg";`),
      ...at(
        "components/ui/planted.tsx",
        `import { readFile } from "node:fs";`,
        `import moment from "moment";`,
      ),
    ],
  ],
  [
    purity,
    [
      ...at(KERNEL, "Date.now()", "new Date()", "Date()", "const { now } = Date", "performance.now()"),
      ...at(KERNEL, "Math.random()", "const { random } = Math", "crypto.randomUUID()", "globalThis.crypto"),
      ...at(KERNEL, "crypto.getRandomValues(bytes)", "process.env.HOME", "export const now = { process }"),
      ...at(KERNEL, "setTimeout(go, 1)", "fetch(url)", "console.log(1)", "import.meta.url"),
      ...at("components/rollouts/planted-words.ts", "const today = new Date();", "localStorage.clear()"),
    ],
  ],
  [
    definitions,
    [
      ...at(
        PAUSE,
        `${command("pause-rollout", "pauseRollout")}\n${command("halt-rollout", "haltRollout")}`,
        command("halt-rollout", "pauseRollout"),
        command("pause-rollout", "haltRollout"),
        command("pause-rollout", "pauseRollout").replace("export ", ""),
        `export const pauseRollout = steer("pause-rollout");`,
      ),
      ...at("lib/rollouts/queries/pause-rollout.ts", command("pause-rollout", "pauseRollout")),
      ...at("lib/rollouts/rows/pause-rollout.ts", command("pause-rollout", "pauseRollout")),
    ],
  ],
  [
    oneNoun,
    at(
      PAUSE,
      command("stop-rollout", "stopRollout"),
      `defineCommand({ name: "pause-rollout", permission: "rollout:pause" })`,
      "defineCommand({ name, permission })",
    ),
  ],
  [
    writes,
    at(
      EDGE,
      "db.prisma.rollout.create({ data })",
      "db.prisma.rollout.update(changes)",
      "db.prisma.rollout.delete({ where: { id } })",
      "client.rollout.upsert({ where, create, update })",
      "db.prisma.$executeRaw`SELECT 1`",
      "db.prisma.$executeRawUnsafe(sql)",
      "db.prisma.$queryRaw`UPDATE rollout SET fence = 1 RETURNING id`",
      `pool.query("INSERT INTO rollout VALUES ($1)", [id])`,
      `client.query("delete from rollout")`,
      "client.query(statement)",
      `const sql = "TRUNCATE rollout";`,
    ),
  ],
  [
    transactions,
    at(
      EDGE,
      "inWorkspace(db, workspaceId, look)",
      "ownTransaction(db.pool, { workspaceId }, look)",
      "db.prisma.$transaction(async (tx) => {})",
    ),
  ],
  [
    casts,
    at(
      EDGE,
      "const state = row.state as RolloutState;",
      "const decision = verb as Decision;",
      "const tier = model.riskTier as Tier;",
      "const verdicts = row.verdicts as unknown as GuardrailVerdict[];",
    ),
  ],
  [spreads, [...at(EDGE, "go({ ...{ a, b } });"), ...at("components/ui/a.test.tsx", "<A {...{ a, b }} />;")]],
  [
    suppressions,
    [
      ...at(
        EDGE,
        "// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: planted",
        "// biome-ignore lint/suspicious/noExplicitAny: planted",
        "// @ts-ignore",
        "// @ts-expect-error: only a test may show what does not compile",
      ),
      ...at("lib/log.test.ts", "// @ts-expect-error", "// @ts-ignore: whatever the reason"),
    ],
  ],
  [mocks, at("lib/log.test.ts", 'vi.mock("./env.ts");', 'vi.doMock("./env.ts", () => ({}));')],
  [demonstration, at(EDGE, "// as in `flight-delay.production`", 'const WHY = "the timetable alone";')],
  [shortFiles, at(EDGE, lines(251))],
  [
    shortFunctions,
    at(EDGE, `function planted() {\n${lines(59)}}`, `const planted = () => {\n${lines(59)}};`),
  ],
  [sizes, at(EDGE, lines(61))],
  [
    pages,
    at(
      "app/(app)/planted/page.tsx",
      lines(81),
      "export default function Page() {}\nconst shown = (count: number) => count + 1;",
      "function shown(count: number) {\n  return count + 1;\n}\nexport default function Page() {}",
    ),
  ],
  [
    words,
    ["app/(app)/planted/page-words.ts", "app/(app)/planted/seat-props.ts", "app/planted-words.tsx"].flatMap(
      (path) => at(path, ""),
    ),
  ],
  [tested, at("components/ui/planted.tsx", lines(3))],
  [names, [...at("lib/kernel/utils.ts", ""), ...at("components/ui/index.tsx", "")]],
];
