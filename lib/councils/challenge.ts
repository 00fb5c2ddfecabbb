import type { BusinessFunction } from "#lib/kernel/caller.ts";

/** What a challenger, or a holder of their function in their place, found of the answer. */
export type Judgement = {
  readonly id: string;
  readonly personId: string;
  readonly seat: BusinessFunction;
  readonly satisfied: boolean;
  /** The digest of everything that was under review. */
  readonly subject: string;
};

/** A challenge as far as an approval depends on it. */
export type Challenge = {
  readonly id: string;
  readonly raisedById: string;
  /** Of its newest answer; null while that has none. */
  readonly judgement: Judgement | null;
};

/** The challenges of a subject whose policy asks for one. */
export type Challenging = {
  readonly all: readonly Challenge[];
  /** The digest of what is under review now. */
  readonly digest: string;
  /** Whether whoever judged may still speak for their function here. */
  readonly heard: (judgement: Judgement) => boolean;
};

/** Where the challenges of a subject are. */
export type ChallengeStanding = {
  /** Those whose answer was found satisfactory. */
  readonly settled: readonly string[];
  /** Those that keep the subject from being approved: not answered, not judged, or judged not satisfactory. */
  readonly standing: readonly string[];
};

/** Whether they let an approval follow: one at least is settled, and none stands. */
export const challengesMet = ({ settled, standing }: ChallengeStanding): boolean =>
  settled.length > 0 && standing.length === 0;

/**
 * Where the challenges are. A finding that an answer is satisfactory is of exactly what was under review, and counts while
 * whoever gave it may sign for their function; a challenge stands until there is one. Of whoever recused themselves neither a
 * challenge nor a finding counts.
 */
export function challengeStanding(
  { all, digest, heard }: Challenging,
  recused: ReadonlySet<string> = new Set(),
): ChallengeStanding {
  const raised = all.filter(({ raisedById }) => !recused.has(raisedById));
  const isSettled = ({ judgement }: Challenge): boolean =>
    judgement?.satisfied === true &&
    judgement.subject === digest &&
    !recused.has(judgement.personId) &&
    heard(judgement);
  return {
    settled: raised.filter(isSettled).map(({ id }) => id),
    standing: raised.filter((one) => !isSettled(one)).map(({ id }) => id),
  };
}

/** The findings whose authors lost the authority. With these and the log alone, a sign-off is derived again. */
export const unheardIn = ({ all, heard }: Challenging): string[] =>
  all.flatMap(({ judgement }) => (judgement?.satisfied && !heard(judgement) ? [judgement.id] : []));
