import { rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { seededRandom } from "#examples/flight-delay/random.ts";
import { type Beginning, makeBeginning } from "./rig/installation.ts";
import type { Scenario } from "./scenario.ts";
import { MODELS, SCENARIOS } from "./scenarios/all.ts";

/**
 * Injects faults on loopback, into real processes against a PostgreSQL of their own, and checks what must hold. Exits
 * 1 when something does not.
 */
const USAGE = `usage: npm run faults -- [options]

  --only <name>     one kind of fault: ${SCENARIOS.map(({ name }) => name).join(", ")}
  --seed <n>        repeat the same choices (printed at the start)
  --seconds <n>     how long each kind of fault lasts (60)
  --short           the short form that every check runs, about two minutes
  --keep            keep the databases and logs
`;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e6)) },
    seconds: { type: "string", default: "60" },
    short: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const chosen = SCENARIOS.filter(({ name, longOnly }) =>
  values.only === undefined ? !(values.short && longOnly) : name === values.only,
);
if (values.help || chosen.length === 0) {
  process.stdout.write(USAGE);
  process.exit(values.help ? 0 : 2);
}
const say = (line: string) => void process.stdout.write(`${line}\n`);

say(`seed ${values.seed}`);
const beginning = await makeBeginning(MODELS);
let failed = 0;
try {
  for (const scenario of chosen) if (!(await holds(scenario, beginning))) failed += 1;
} finally {
  if (values.keep) say(`kept in ${beginning.base}`);
  else await rm(beginning.base, { recursive: true, force: true });
}
say(failed === 0 ? "Everything held." : `${failed} of ${chosen.length} did not hold.`);
process.exit(failed === 0 ? 0 : 1);

async function holds(scenario: Scenario, from: Beginning): Promise<boolean> {
  const { name, says } = scenario;
  say(`\n▸ ${name}: ${says}`);
  const began = Date.now();
  const random = seededRandom(Number(values.seed));
  const trouble = { beginning: from, random, short: values.short, seconds: Number(values.seconds) };
  const { faults, figures } = await scenario
    .run({ ...trouble, say: (line) => say(`  ${line}`) })
    .catch((error: unknown) => ({
      faults: [`the run broke off: ${error instanceof Error ? error.stack : error}`],
      figures: {},
    }));
  for (const fault of faults) say(`  ✗ ${fault}`);
  for (const [figure, value] of Object.entries(figures)) say(`  ${figure}: ${value}`);
  say(
    `${faults.length === 0 ? "✓" : "✗"} ${name} (${Math.round((Date.now() - began) / 1000)} s, seed ${values.seed})`,
  );
  return faults.length === 0;
}
