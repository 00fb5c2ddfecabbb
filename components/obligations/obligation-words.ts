import type { StateLook } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { Coverage } from "#lib/obligations/coverage.ts";
import type { AnswerState, Framework } from "#lib/obligations/framework.ts";

export const answerLooks: Readonly<Record<AnswerState, StateLook>> = {
  answered: { word: "Answered", tone: "pass" },
  waiting: { word: "Waiting", tone: "hold" },
  blank: { word: "Blank", tone: "none" },
};

export const statusLooks: Readonly<Record<Framework["status"], { word: string; tone: Tone }>> = {
  "in-force": { word: "in force", tone: "pass" },
  conflicting: { word: "in force, dates disputed", tone: "hold" },
  superseded: { word: "superseded", tone: "plain" },
};

/** "11 answered, 2 waiting, 3 blank" */
export const coverageText = ({ answered, waiting, blank }: Coverage): string =>
  [
    `${answered} answered`,
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(blank > 0 ? [`${blank} blank`] : []),
  ].join(", ");
