import { type Answer, type Answers, EVIDENCE, type EvidenceId } from "#lib/obligations/framework.ts";

const answered: Answer = { state: "answered", says: "It is on record." };

/** Answers to everything, but for what is changed. */
export const answersWith = (changed: Partial<Record<EvidenceId, Answer>> = {}): Answers =>
  Object.fromEntries(EVIDENCE.map((id) => [id, changed[id] ?? answered])) as Answers;
