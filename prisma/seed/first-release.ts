import { provePresence } from "#lib/access/doors/prove-presence.ts";
import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { submitRelease } from "#lib/releases/commands/submit-release.ts";
import { fillCase, RELEASE_TEMPLATES } from "#lib/releases/templates.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { ANNA, DANA, DEMO_PASSWORD, type DemoPerson, INES, JONAS, LENA, MIRA, TOMAS } from "./people.ts";
import type { Sitting, Story } from "./story.ts";
import { MODEL } from "./trained-version.ts";

type Seat = { at: string; who: DemoPerson; seat: BusinessFunction; comment: string };

const SEATS: readonly Seat[] = [
  {
    at: "2026-11-04T11:30:00.000Z",
    who: ANNA,
    seat: "data-science",
    comment:
      "Four parts of the day are coarse, but the intervals are tight and the calibration is honest about February.",
  },
  {
    at: "2026-11-04T13:10:00.000Z",
    who: TOMAS,
    seat: "engineering",
    comment: "A table of weights; nothing to load, nothing to warm up.",
  },
  {
    at: "2026-11-04T15:40:00.000Z",
    who: LENA,
    seat: "product",
    comment: "The gate planners asked for exactly this: who to look at first.",
  },
  {
    at: "2026-11-05T09:20:00.000Z",
    who: MIRA,
    seat: "security",
    comment: "Dependencies are pinned with their digests; inputs hold no personal data.",
  },
  {
    at: "2026-11-05T10:45:00.000Z",
    who: DANA,
    seat: "compliance",
    comment: "A person decides; the card says what it must not be used for.",
  },
];

/** The first version goes live: opened by Jonas, signed by all five functions, started by Ines. */
export async function releaseFirst(story: Story, description: string): Promise<void> {
  story.later("2026-11-04T10:00:00.000Z");
  const number = await story.sitting(JONAS.email, async ({ act }) => {
    const template = RELEASE_TEMPLATES.find(({ id }) => id === "first")!;
    const target = { model: MODEL, version: 1, pointer: "production" };
    const opened = await act(openRelease, {
      ...target,
      case: fillCase(template, { ...target, live: null, description }),
      plan: template.plan,
    });
    await act(submitRelease, { release: opened.number });
    return opened.number;
  });
  for (const seat of SEATS) {
    if (await hasSigned(story, number, seat)) continue;
    story.later(seat.at);
    await story.sitting(seat.who.email, (sitting) => sign(story.db, sitting, number, seat));
  }
  story.later("2026-11-05T11:30:00.000Z");
  await story.sitting(INES.email, async ({ act }) => {
    await act(startRollout, { release: number });
  });
}

/** Gives the password once more for exactly this digest, then signs it. */
async function sign(db: Database, sitting: Sitting, number: number, { seat, comment }: Seat): Promise<void> {
  const { caller, actAnew } = sitting;
  const { round, subjectDigest } = await inWorkspace(db, caller.workspaceId, (tx) =>
    tx.release.findFirstOrThrow({ where: { number }, select: { round: true, subjectDigest: true } }),
  );
  const proof = { password: DEMO_PASSWORD, act: "cast-verdict", subjectDigest, address: "127.0.0.1" };
  const proven = await provePresence(db, caller, proof, sitting.now());
  if (!proven.ok) throw new Error(proven.error.message);
  await actAnew(castVerdict, {
    release: number,
    round,
    subjectDigest: subjectDigest as Digest,
    seat,
    decision: "approve",
    comment,
    stepUpId: proven.value.stepUpId,
  });
}

const hasSigned = ({ db, workspaceId }: Story, number: number, { seat }: Seat): Promise<boolean> =>
  inWorkspace(db, workspaceId, async (tx) =>
    Boolean(await tx.verdict.findFirst({ where: { seat, release: { number } } })),
  );
