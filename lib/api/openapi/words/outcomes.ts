/** Outcomes: how many are owed, how many are there, and until when. */
export const outcomeWords: Readonly<Record<string, string>> = {
  outcomesUntil:
    "How far outcomes have come, of each metric that is known with them; empty once the rollout has ended.",
  dueUntil: "Answers received before this are judged: their label window is over.",
  completeUntil:
    "The newest moment before which as many outcomes are there as the plan asks for; null where there is none.",
  toCome: "How many of the answers received since still lack their outcome.",
  labels: "Answers that owe an outcome by now, and how many have it.",
  owed: "Answers that owe an outcome by now.",
  labelled: "How many of them have it.",
  matureShare: "Share of answers that owe an outcome by now which has it.",
  baselineLabelled: "Share of the baseline's answers, of those that owe an outcome, which has it.",
  candidateLabelled: "The same of the candidate's.",
  newestLabelled: "The same of the newest answers of the arm that lacks outcomes there.",
  labelsNeeded: "Outcomes that are still needed to pass.",
};
