import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import type { Tx } from "#lib/db/client.ts";
import { ok } from "#lib/kernel/result.ts";
import { readReleases } from "#lib/releases/rows/lock-release.ts";

/** At most this many of each kind at a time; the next look takes the rest. */
const RELEASES_MAX = 100;

/** Overdue releases, and approved releases whose sign-off no longer derives. */
export const lapsingReleases = defineQuery({
  name: "lapsing-releases",
  permission: "rollout:judge",
  summary: "List releases that are overdue or whose approval lapsed",
  input: z.strictObject({}),
  output: z.object({ expire: z.array(z.number()), lapse: z.array(z.number()) }),

  async load(tx, _input, { now }) {
    return ok({ expire: await releasesOver(tx, now), lapse: await approvalsLapsed(tx) });
  },
});

async function releasesOver(tx: Tx, now: Date): Promise<number[]> {
  const rows = await tx.release.findMany({
    where: {
      OR: [
        { state: { in: ["in-review", "changes-requested"] }, dueAt: { lte: now } },
        { state: "approved", validUntil: { lte: now } },
      ],
    },
    select: { number: true },
    take: RELEASES_MAX,
  });
  return rows.map((row) => row.number);
}

/** Approved releases whose sign-off no longer derives: a signer lost the authority. */
async function approvalsLapsed(tx: Tx): Promise<number[]> {
  const approved = await tx.release.findMany({
    where: { state: "approved" },
    select: { number: true },
    take: RELEASES_MAX,
  });
  const files = await readReleases(
    tx,
    approved.map(({ number }) => number),
  );
  return files.filter((file) => !councilStanding(file).approved).map(({ release }) => release.number);
}
