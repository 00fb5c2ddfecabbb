import { levelsToChange } from "#lib/councils/policy-proposal.ts";
import { maySit } from "#lib/councils/roster.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { MinutesRound } from "#lib/councils/sitting.ts";
import { openMinutes, signableMinutes } from "#lib/councils/sitting-minutes.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type PeopleRules, peopleRules } from "#lib/policy/people-rules.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { authorityHere, authorityOver } from "./authority.ts";
import { type KeptSignature, signaturesOf } from "./signatures.ts";
import type { KeptSitting } from "./sittings.ts";

/** The minutes of a sitting, or an addendum to them, with all facts that decide over it. */
export interface MinutesFile extends Signable<KeptSignature> {
  readonly kind: "sitting";
  readonly sitting: KeptSitting;
  readonly rules: PeopleRules;
}

/** What is to be signed of a sitting now, else what was signed last. */
export async function readMinutes(
  tx: Tx,
  sitting: KeptSitting,
  now: Date,
): Promise<Result<MinutesFile, Refusal>> {
  const round = openMinutes(sitting) ?? sitting.minutes.at(-1);
  if (!round)
    return refuse("illegal", "no-minutes", "This sitting has no minutes to sign yet.", {
      todo: "Its chair or secretary ends it first.",
    });
  return ok(await minutesFile(tx, { sitting, round }, now));
}

async function minutesFile(
  tx: Tx,
  { sitting, round }: { readonly sitting: KeptSitting; readonly round: MinutesRound },
  now: Date,
): Promise<MinutesFile> {
  const policy = await policyInForce(tx);
  const signatures = (await signaturesOf(tx, "sitting", [sitting.sitting]))(sitting.sitting);
  const authority = await authorityHere(tx, now);
  return {
    ...signableMinutes({ ...sitting, ...round }),
    signatures: signatures.filter((one) => one.round === round.round),
    // A rejection ends a round of minutes, so that no objection stands for anyone to lift.
    lifted: () => false,
    ...authorityOver(authority, policy ? levelsToChange(policy.content) : [], new Set()),
    open:
      round.state === "open"
        ? ok(null)
        : refuse("illegal", "minutes-decided", "These minutes were decided already."),
    sitting,
    rules: peopleRules(policy?.content ?? {}),
  };
}

/** What decides who may sign minutes together. */
export const aroundMinutes = ({ signatures, contributors, rules, ...file }: MinutesFile, now: Date) => {
  const { independenceDays: days, factorWaitHours: waitHours } = rules;
  const seated = (person: string, seat: BusinessFunction) =>
    maySit(person, seat, { roster: file.roster, contributors }).ok;
  return { signatures, contributors, seated, days, waitHours, now };
};
