/**
 * Keeps what this version makes, for later ones to be held to: `node scripts/bootstrap.mjs scripts/keep-fixture.ts`.
 * It lives through an installation's story and writes, under today's date, its database (`prisma/fixtures`), the
 * evidence packets of its releases (`bin/fixtures/packets`), the API's description and recorded requests
 * (`lib/api/fixtures`). Worth doing before a version is released; then add the day to KEPT_DAYS, and never keep the
 * same day again: a fixture is what an old version made.
 */
import { existsSync } from "node:fs";
import { startVitest } from "vitest/node";
import { keptAt } from "#lib/testing/kept/fixture.ts";

const day = process.argv[2] ?? new Date().toISOString().slice(0, 10);
if (existsSync(keptAt(day).database)) {
  process.stderr.write(`There is one of ${day} already.\n`);
  process.exit(1);
}
process.env["KEPT_DAY"] = day;
for (const file of ["keep.ts", "keep-exchanges.ts"]) {
  const vitest = await startVitest("test", [], { watch: false, include: [`lib/testing/kept/${file}`] });
  await vitest.close();
  if (process.exitCode) break;
}
