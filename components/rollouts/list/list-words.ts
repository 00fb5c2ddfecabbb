import { inPageWords, storedReason } from "#components/metrics/judge-words.ts";
import type { ListedRollout } from "#lib/rollouts/views/rollout-list.ts";
import { armNames } from "../arm-names.ts";
import { guardrailText } from "../verdict-words.ts";

export const rolloutPath = ({ release }: Pick<ListedRollout, "release">): string =>
  `/releases/${release}/rollout`;

/** What it waits for or why it ended: from the numbers of the guardrail that decides, where one does. */
export function noteText({ note, decides, base, candidate, endedAt }: ListedRollout): string {
  if (decides === null) return endedAt === null ? inPageWords(note) : storedReason(note);
  const { guardrail, metrics, stage, verdict } = decides;
  return guardrailText({ plan: { metrics }, stage }, guardrail, verdict, armNames({ base, candidate }));
}

type WithPointers = { readonly pointers: readonly { readonly pointer: string }[] };

/** Each pointer of these models once, to filter by. */
export const pointerNames = (models: readonly WithPointers[]): string[] =>
  [...new Set(models.flatMap(({ pointers }) => pointers.map(({ pointer }) => pointer)))].toSorted();
