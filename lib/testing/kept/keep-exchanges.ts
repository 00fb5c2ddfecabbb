import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { it } from "vitest";
import { playRequests } from "./exchanges.ts";
import { keptAt } from "./fixture.ts";
import { REQUESTS } from "./requests.ts";

/** Run by `scripts/keep-fixture.ts` after the database was recorded. */
it("records what this version answers", { timeout: 600_000 }, async () => {
  const day = process.env["KEPT_DAY"]!;
  const played = await playRequests(day, REQUESTS);
  const { exchanges } = keptAt(day);
  mkdirSync(dirname(exchanges), { recursive: true });
  writeFileSync(exchanges, `${JSON.stringify(played, null, 1)}\n`);
});
