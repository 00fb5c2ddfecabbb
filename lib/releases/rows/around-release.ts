import { approversOf } from "#lib/councils/circle.ts";
import { satisfiedIn } from "#lib/releases/challenges.ts";
import { isStandard } from "#lib/releases/standard-now.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

/**
 * What decides who may sign a release together: its signatures, with those of its conditions and what was found of
 * challenges, and the rules of the policy it is under.
 */
export function aroundRelease(
  { lifts, conditions, recusals, challenges, rules, ...file }: ReleaseCaseFile,
  now: Date,
) {
  const recused = new Set(recusals.map(({ personId }) => personId));
  // Of whoever recused themselves nothing can come to count again.
  const signatures = file.signatures.filter(({ signerId }) => !recused.has(signerId));
  const contributors = [...file.contributors, ...recusals.map(({ personId }) => recusedPart(personId))];
  const lifters = file.signatures.flatMap(({ id, seat }) => {
    const lift = lifts.get(id);
    return lift ? [{ personId: lift.liftedById, seat }] : [];
  });
  const closers = conditions.flatMap(({ answers }) => approversOf(answers));
  const { independenceDays: days, factorWaitHours: waitHours } = rules;
  // Few sign a standard change, so that each of them is independent of its author.
  const proposers = isStandard(file) ? [file.release.authorId] : [];
  return {
    signatures,
    contributors,
    proposers,
    lifters: [...lifters, ...closers, ...challenges.flatMap(satisfiedIn)],
    days,
    waitHours,
    now,
  };
}

const recusedPart = (personId: string) => ({ personId, because: "recused themselves" });
