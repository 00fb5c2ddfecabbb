import { approversOf } from "#lib/councils/circle.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

/** What decides who may sign a release together: its signatures with those of its conditions, and the rules of the policy it is under. */
export function aroundRelease(
  { signatures, contributors, lifts, conditions, rules }: ReleaseCaseFile,
  now: Date,
) {
  const lifters = signatures.flatMap(({ id, seat }) => {
    const lift = lifts.get(id);
    return lift ? [{ personId: lift.liftedById, seat }] : [];
  });
  const closers = conditions.flatMap(({ answers }) => approversOf(answers));
  const { independenceDays: days, factorWaitHours: waitHours } = rules;
  return { signatures, contributors, lifters: [...lifters, ...closers], days, waitHours, now };
}
