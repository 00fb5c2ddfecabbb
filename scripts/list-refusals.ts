/** Writes the codes that the API explains: `node scripts/bootstrap.mjs scripts/list-refusals.ts`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { refusalsIn } from "#lib/testing/house/refusals.ts";
import { wholeHouse } from "#lib/testing/house/sources.ts";

const file = join(import.meta.dirname, "../lib/api/openapi/refusals.json");
writeFileSync(file, `${JSON.stringify(refusalsIn(wholeHouse()), null, 2)}\n`);
