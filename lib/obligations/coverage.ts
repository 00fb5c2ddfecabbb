import { CATALOGUE } from "./catalogue.ts";
import type { Answer, AnswerState, Answers, Framework, Point } from "./framework.ts";
import { ISO_42001 } from "./iso-42001.ts";

export type Coverage = Readonly<Record<AnswerState, number>> & { readonly points: number };

export const pointsOf = ({ sections }: Framework): Point[] => sections.flatMap(({ points }) => points);

/** How many points of a framework are answered, wait or are blank. */
export function coverageOf(framework: Framework, answers: Answers): Coverage {
  const states = pointsOf(framework).map(({ by }) => answers[by].state);
  const of = (wanted: AnswerState) => states.filter((state) => state === wanted).length;
  return { answered: of("answered"), waiting: of("waiting"), blank: of("blank"), points: states.length };
}

/** Of all frameworks together. */
export function coverageOfAll(answers: Answers): Coverage {
  const all = CATALOGUE.frameworks.map((framework) => coverageOf(framework, answers));
  const sum = (of: keyof Coverage) => all.reduce((total, one) => total + one[of], 0);
  return { answered: sum("answered"), waiting: sum("waiting"), blank: sum("blank"), points: sum("points") };
}

export type Blank = {
  readonly answer: Answer;
  readonly points: readonly { readonly framework: string; readonly point: Point }[];
};

/** What is missing, each once with every point that it leaves without an answer; those of most points first. */
export function blanksIn(answers: Answers): Blank[] {
  const all = CATALOGUE.frameworks.flatMap((framework) =>
    pointsOf(framework).map((point) => ({ framework: framework.name, point })),
  );
  const missing = all.filter(({ point }) => answers[point.by].state === "blank");
  return [...Map.groupBy(missing, ({ point }) => point.by)]
    .map(([by, points]) => ({ answer: answers[by], points }))
    .toSorted((a, b) => b.points.length - a.points.length);
}

/** Whether standards are applied is itself an answer: the controls of the one that can be certified. */
export function standardsAnswer(answers: Omit<Answers, "standards">): Answer {
  const points = pointsOf(ISO_42001);
  const answered = points.filter(({ by }) => by !== "standards" && answers[by].state === "answered").length;
  return {
    state: answered === points.length ? "answered" : "waiting",
    says: `${ISO_42001.name}, ${answered} of ${points.length} controls answered`,
  };
}
