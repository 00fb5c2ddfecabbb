/**
 * Records what this version writes, as fixtures for later versions: `node scripts/bootstrap.mjs
 * scripts/keep-fixture.ts`. Runs through an installation's story and writes, under today's date, its database
 * (`prisma/fixtures`), the evidence packets of its releases (`bin/fixtures/packets`), the API's description and
 * recorded requests (`lib/api/fixtures`). Run it before a version is released; then add the day to KEPT_DAYS, and
 * never record the same day again: a fixture is the output of an old version.
 */
import { existsSync } from "node:fs";
import { startVitest } from "vitest/node";
import { keptAt } from "#lib/testing/kept/fixture.ts";

const day = process.argv[2] ?? new Date().toISOString().slice(0, 10);
if (existsSync(keptAt(day).database)) {
  process.stderr.write(`There is already a fixture of ${day}.\n`);
  process.exit(1);
}
process.env["KEPT_DAY"] = day;
for (const file of ["keep.ts", "keep-exchanges.ts"]) {
  const vitest = await startVitest("test", [], { watch: false, include: [`lib/testing/kept/${file}`] });
  await vitest.close();
  if (process.exitCode) break;
}
