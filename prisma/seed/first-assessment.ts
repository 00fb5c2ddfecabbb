import { proposeAssessment } from "#lib/councils/commands/propose-assessment.ts";
import { signAssessment } from "#lib/councils/commands/sign-assessment.ts";
import { digest as digestField } from "#lib/kernel/fields.ts";
import { CURRENT_QUESTIONNAIRE } from "#lib/registry/tier-questionnaire.ts";
import { DANA, JONAS } from "./people.ts";
import { prove } from "./prove.ts";
import { readIn } from "./reading.ts";
import type { Story } from "./story.ts";
import { MODEL } from "./trained-version.ts";

const ANSWERS = {
  stake: "much-money",
  affected: "staff",
  oversight: "decides",
  data: "none",
  regulation: "none",
  volume: "hundred-thousand",
  undone: "with-effort",
  exposure: "internal",
};

/** The model gets its tier: its owner answers the questionnaire, compliance confirms. */
export async function assessModel(story: Story): Promise<void> {
  story.later("2026-11-02T13:30:00.000Z");
  const proposed = await story.sitting(JONAS.email, ({ act }) =>
    act(proposeAssessment, {
      model: MODEL,
      questionnaire: CURRENT_QUESTIONNAIRE.version,
      answers: ANSWERS,
      reason:
        "A day with a wrong order of gates costs more than EUR 10,000 in late turnarounds. Staff decide on every flight, and no data about people goes in.",
    }),
  );
  const { assessmentId } = proposed;
  if (!(await isOpen(story, assessmentId))) return;
  story.later("2026-11-02T15:10:00.000Z");
  await story.sitting(DANA.email, async (sitting) => {
    const digest = digestField.parse(proposed.digest);
    const { stepUpId } = await prove(story.db, sitting, { act: "sign-assessment", subjectDigest: digest });
    const signing = { model: MODEL, assessmentId, digest, seat: "compliance", decision: "approve" } as const;
    const comment = "The cost is from the turnaround reports of last winter; the rest follows from the card.";
    await sitting.actAnew(signAssessment, { ...signing, comment, stepUpId });
  });
}

const isOpen = ({ db, workspaceId }: Story, id: string): Promise<boolean> =>
  readIn(
    db,
    workspaceId,
    async (tx) => (await tx.tierAssessment.count({ where: { id, state: "open" } })) > 0,
  );
