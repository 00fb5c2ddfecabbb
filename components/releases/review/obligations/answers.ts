import { standardsAnswer } from "#lib/obligations/coverage.ts";
import type { Answers } from "#lib/obligations/framework.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { cardAnswers, versionAnswers } from "./documented.ts";
import { peopleAnswers } from "./people.ts";
import { planAnswers, recordAnswers } from "./planned.ts";

/** What a release has to answer each obligation with, and what it lacks. */
export function answersOf(release: ReleasePageView): Answers {
  const answers = {
    ...cardAnswers(release),
    ...versionAnswers(release),
    ...peopleAnswers(release),
    ...planAnswers(release),
    ...recordAnswers(release),
  };
  return { ...answers, standards: standardsAnswer(answers) };
}
