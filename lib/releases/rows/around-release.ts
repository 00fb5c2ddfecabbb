import type { ReleaseCaseFile } from "./lock-release.ts";

/** What decides who may sign a release together: its signatures, and the rules of the policy it is under. */
export function aroundRelease({ signatures, contributors, lifts, rules }: ReleaseCaseFile, now: Date) {
  const lifters = signatures.flatMap(({ id, seat }) => {
    const lift = lifts.get(id);
    return lift ? [{ personId: lift.liftedById, seat }] : [];
  });
  const { independenceDays: days, factorWaitHours: waitHours } = rules;
  return { signatures, contributors, lifters, days, waitHours, now };
}
