import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { submitRelease } from "#lib/releases/commands/submit-release.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { FIRST_PLAN } from "#lib/releases/template-plans.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { firstCase } from "./first-case.ts";
import { challengeFirst } from "./first-challenge.ts";
import { ANNA, DANA, type DemoPerson, INES, JONAS, LENA, MIRA, TOMAS } from "./people.ts";
import { readIn } from "./reading.ts";
import { signSeat } from "./sign-seat.ts";
import type { Story } from "./story.ts";
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

/** The first version goes live: opened by Jonas, challenged by Dana, signed by all five functions, started by Ines. */
export async function releaseFirst(story: Story, description: string): Promise<void> {
  story.later("2026-11-04T10:00:00.000Z");
  const number = await story.sitting(JONAS.email, async ({ act }) => {
    const target = { model: MODEL, version: 1, pointer: "production" };
    const opened = await act(openRelease, {
      ...target,
      case: firstCase(description),
      plan: FIRST_PLAN,
    });
    await act(submitRelease, { release: opened.number });
    return opened.number;
  });
  await challengeFirst(story, number);
  for (const seat of SEATS) {
    if (await hasSigned(story, number, seat)) continue;
    story.later(seat.at);
    const { seat: name, comment } = seat;
    await story.sitting(seat.who.email, (sitting) =>
      signSeat(story.db, sitting, { release: number, seat: name, comment }),
    );
  }
  story.later("2026-11-05T11:30:00.000Z");
  await story.sitting(INES.email, async ({ act }) => {
    await act(startRollout, { release: number });
  });
}

const hasSigned = ({ db, workspaceId }: Story, number: number, { seat }: Seat): Promise<boolean> =>
  readIn(db, workspaceId, async (tx) => {
    const file = await readRelease(tx, number, new Date());
    return file.ok && file.value.signatures.some((one) => one.seat === seat);
  });
