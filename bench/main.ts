import { parseArgs } from "node:util";
import { assign } from "./assign.ts";
import { audit } from "./audit.ts";
import { type Bench, type Figure, table } from "./figure.ts";
import { ingest } from "./ingest.ts";
import { pages } from "./pages.ts";
import { policy } from "./policy.ts";
import { reconciler } from "./reconciler.ts";
import { rollback } from "./rollback.ts";
import { sign } from "./sign.ts";
import { verdict } from "./verdict.ts";

/** Measures the figures the design promises, each with its limit. See docs/performance.md. */
const BENCHES: Readonly<Record<string, Bench>> = {
  assign,
  rollback,
  ingest,
  sign,
  audit,
  verdict,
  reconciler,
  policy,
  pages,
};

const USAGE = `usage: npm run bench -- [name…] [--json] [--seconds <n>]

  name            ${Object.keys(BENCHES).join(", ")}; all when none is given
  --json          print one JSON object a line
  --seconds <n>   how long one measured part lasts (6)

Exits 0 when every figure meets its bound, 1 when one falls short, 2 on wrong usage.
`;

const { names, json, seconds } = readOptions();
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const figures: Figure[] = [];
for (const name of names) {
  const measured = await BENCHES[name]!({ seconds, say });
  figures.push(...measured);
  if (json) for (const figure of measured) process.stdout.write(`${JSON.stringify(figure)}\n`);
}
if (!json) process.stdout.write(`${table(figures)}\n`);
process.exit(figures.every((figure) => figure.ok) ? 0 : 1);

function readOptions(): { names: string[]; json: boolean; seconds: number } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        seconds: { type: "string", default: "6" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) end(0, USAGE);
    const asked = Number(values.seconds);
    if (!(asked >= 1 && asked <= 600)) end(2, `--seconds takes a number from 1 to 600\n\n${USAGE}`);
    const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name));
    if (unknown) end(2, `Unknown bench ${unknown}.\n\n${USAGE}`);
    const chosen = positionals.length > 0 ? positionals : Object.keys(BENCHES);
    return { names: chosen, json: values.json, seconds: asked };
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

function end(code: number, message: string): never {
  (code === 0 ? process.stdout : process.stderr).write(message);
  process.exit(code);
}
