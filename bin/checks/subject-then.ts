import type { Roster } from "#lib/councils/roster.ts";
import type { Contributor } from "#lib/councils/signable.ts";
import type { ConditionsTold } from "./conditions-told.ts";
import type { Round } from "./documents.ts";
import type { SealedTold } from "./sealed-told.ts";
import type { ThreadsTold } from "./threads-told.ts";

type SoFar = {
  readonly contributors: readonly Contributor[];
  readonly recused: ReadonlySet<string>;
  readonly conditions: ConditionsTold;
  readonly threads: ThreadsTold;
  readonly sealed: SealedTold;
};

/** The release as it stood before its council, by the log so far. */
export function subjectThen(
  { round, subject: digest, digests, sections }: Round,
  { contributors, recused, conditions, threads, sealed }: SoFar,
  roster: Roster | undefined,
) {
  const { seats, challenged } = sections.policy;
  return {
    kind: "release",
    round,
    digest,
    digests,
    seats,
    contributors,
    recused,
    roster,
    taken: [...conditions.taken, ...threads.taken(), ...sealed.taken()],
    challenging: challenged && { all: threads.all(), digest, heard: threads.heard },
  } as const;
}
