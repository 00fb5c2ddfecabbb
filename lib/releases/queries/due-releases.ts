import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { revealDue } from "#lib/councils/sealing.ts";
import type { Tx } from "#lib/db/client.ts";
import { ok } from "#lib/kernel/result.ts";
import { outcomeOfStanding } from "#lib/releases/consequence.ts";
import { endOf } from "#lib/releases/end.ts";
import { lateSeats } from "#lib/releases/late-seats.ts";
import { gatesOfFile } from "#lib/releases/rows/gather-checks.ts";
import { type ReleaseCaseFile, readReleases } from "#lib/releases/rows/lock-release.ts";
import { isHeldBack } from "#lib/releases/standard-now.ts";

/** Releases read at once. */
const RELEASES_AT_ONCE = 100;

const numbers = z.array(z.number());

type Due = "expire" | "lapse" | "settle" | "reveal" | "remind";

/**
 * Releases that the system moves: those whose time is over, approved ones whose sign-off no longer derives, and those
 * in review whose sign-off leads to another state, whose sealed verdicts are to be revealed, or that have a late seat.
 */
export const dueReleases = defineQuery({
  name: "due-releases",
  permission: "rollout:judge",
  summary: "Releases whose time is over or whose sign-off leads to another state",
  input: z.strictObject({}),
  output: z.object({ expire: numbers, lapse: numbers, settle: numbers, reveal: numbers, remind: numbers }),

  async load(tx, _input, { now }) {
    const due: Record<Due, number[]> = { expire: [], lapse: [], settle: [], reveal: [], remind: [] };
    const open = await openReleases(tx, now);
    for (let at = 0; at < open.length; at += RELEASES_AT_ONCE)
      for (const file of await readReleases(tx, open.slice(at, at + RELEASES_AT_ONCE), now)) {
        const step = await stepDue(tx, file, now);
        if (step) due[step].push(file.release.number);
      }
    return ok(due);
  },
});

/** In review or approved, and signed, so that a signer's authority can move it, or over, or with deadlines of its seats. */
async function openReleases(tx: Tx, now: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ number: number }[]>`
    SELECT number FROM release
    WHERE state IN ('in-review', 'changes-requested', 'approved')
      AND (due_at <= ${now} OR valid_until <= ${now} OR sections #> '{policy,deadlines}' IS NOT NULL
        OR sections #> '{policy,sealed}' IS NOT NULL
        OR EXISTS (SELECT 1 FROM signature
          WHERE subject_kind = 'release' AND subject_id = release.id AND workspace_id = release.workspace_id))
    ORDER BY number`;
  return rows.map((row) => row.number);
}

async function stepDue(tx: Tx, file: ReleaseCaseFile, now: Date): Promise<Due | null> {
  const { release, sections } = file;
  const end = endOf(file);
  if (end && end <= now) return "expire";
  const council = councilStanding(file);
  if (release.state === "approved") return council.approved ? null : "lapse";
  const { validDays } = sections.policy;
  // Gates are asked only where nothing else keeps the release from its approval.
  const blocked = council.approved && isHeldBack(file, await gatesOfFile(tx, file, now), now);
  if (outcomeOfStanding(release.state, council, { validDays, now, blocked })) return "settle";
  if (revealDue(file, council, now)) return "reveal";
  return lateSeats(file, now).length > 0 ? "remind" : null;
}
