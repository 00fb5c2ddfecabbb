import { digest } from "#lib/kernel/fields.ts";
import { answerChallenge } from "#lib/releases/commands/answer-challenge.ts";
import { judgeChallenge } from "#lib/releases/commands/judge-challenge.ts";
import { raiseChallenge } from "#lib/releases/commands/raise-challenge.ts";
import { DANA, JONAS } from "./people.ts";
import { readIn } from "./reading.ts";
import type { Story } from "./story.ts";

type Step = "raised" | "answered" | "judged";
type Words = Readonly<Record<Step, string>>;

const FIRST: Words = {
  raised:
    "February has little snow and no summer storms. Why is one month enough to decide which flights planners look at first?",
  answered:
    "The planners keep their own list beside it, and the card says that it was measured on February alone. Every later month is compared before it replaces this version.",
  judged: "A person decides, and the card tells them what was measured.",
};
const AT: Words = {
  raised: "2026-11-04T10:20:00.000Z",
  answered: "2026-11-04T10:45:00.000Z",
  judged: "2026-11-04T11:10:00.000Z",
};

/** Compliance challenges the first release, its author answers, and Dana accepts the answer. */
export const challengeFirst = (story: Story, release: number): Promise<void> =>
  settleChallenge(story, release, FIRST, (step) => story.later(AT[step]));

/** A challenge of a release of Jonas's, by Dana: raised, answered and accepted. `before` is told each step. */
export async function settleChallenge(
  story: Story,
  release: number,
  words: Words,
  before: (step: Step) => void = () => {},
): Promise<void> {
  before("raised");
  const { thread } = await story.sitting(DANA.email, ({ act }) =>
    act(raiseChallenge, {
      release,
      seat: "compliance",
      anchor: { at: "section", section: "evidence" },
      text: words.raised,
    }),
  );
  before("answered");
  const { post } = await story.sitting(JONAS.email, ({ act }) =>
    act(answerChallenge, { release, thread, text: words.answered }),
  );
  before("judged");
  const subjectDigest = await digestOf(story, release);
  const read = { release, thread, subjectDigest, post, version: 1, question: 1 };
  await story.sitting(DANA.email, ({ act }) =>
    act(judgeChallenge, { ...read, satisfied: true, reason: words.judged }),
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
