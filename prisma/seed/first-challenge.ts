import { digest } from "#lib/kernel/fields.ts";
import { answerChallenge } from "#lib/releases/commands/answer-challenge.ts";
import { judgeChallenge } from "#lib/releases/commands/judge-challenge.ts";
import { raiseChallenge } from "#lib/releases/commands/raise-challenge.ts";
import { DANA, JONAS } from "./people.ts";
import { readIn } from "./reading.ts";
import type { Story } from "./story.ts";

const QUESTION =
  "February has little snow and no summer storms. Why is one month enough to decide which flights planners look at first?";
const ANSWER =
  "The planners keep their own list beside it, and the card says that it was measured on February alone. Every later month is compared before it replaces this version.";
const REASON = "A person decides, and the card tells them what was measured.";

/** Compliance challenges the first release, its author answers, and Dana accepts the answer. */
export async function challengeFirst(story: Story, release: number): Promise<void> {
  story.later("2026-11-04T10:20:00.000Z");
  const { thread } = await story.sitting(DANA.email, ({ act }) =>
    act(raiseChallenge, {
      release,
      seat: "compliance",
      anchor: { at: "section", section: "evidence" },
      text: QUESTION,
    }),
  );
  story.later("2026-11-04T10:45:00.000Z");
  const { post } = await story.sitting(JONAS.email, ({ act }) =>
    act(answerChallenge, { release, thread, text: ANSWER }),
  );
  story.later("2026-11-04T11:10:00.000Z");
  const subjectDigest = await digestOf(story, release);
  await story.sitting(DANA.email, ({ act }) =>
    act(judgeChallenge, {
      release,
      thread,
      subjectDigest,
      post,
      version: 1,
      question: 1,
      satisfied: true,
      reason: REASON,
    }),
  );
}

const digestOf = ({ db, workspaceId }: Story, number: number) =>
  readIn(db, workspaceId, async (tx) => {
    const { subjectDigest } = await tx.release.findFirstOrThrow({
      where: { number },
      select: { subjectDigest: true },
    });
    return digest.parse(subjectDigest);
  });
