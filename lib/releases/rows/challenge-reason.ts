import type { Council } from "#lib/councils/quorum.ts";
import type { Signature } from "#lib/councils/signature.ts";

/** What is missing of a release's challenges, as a sentence; null where nothing is, or its policy asks for none. */
export function whyNotChallenged({ challenges }: Pick<Council<Signature>, "challenges">): string | null {
  if (!challenges) return null;
  const { settled, standing } = challenges;
  if (standing.length > 0)
    return standing.length === 1
      ? "1 challenge stands: its answer was not found satisfactory yet."
      : `${standing.length} challenges stand: their answers were not found satisfactory yet.`;
  return settled.length > 0 ? null : "Nobody who could sign it has challenged it yet.";
}

export const challengesView = ({
  challenges,
}: Pick<Council<Signature>, "challenges">): { settled: number; standing: number } | null =>
  challenges ? { settled: challenges.settled.length, standing: challenges.standing.length } : null;
