import { capital } from "#components/ui/capital.ts";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { PeopleRules } from "#lib/policy/people-rules.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { levelsText, placeLabels } from "./policy-words.ts";

/** What a policy asks of the people who sign. */
export function SignerRules({ rules }: { rules: PeopleRules }) {
  const { grantWaitHours, factorWaitHours, independenceDays } = rules;
  return (
    <DefinitionList
      items={[
        { term: "Sign-in links", value: linksText(rules) },
        { term: "New functions", value: waitText("count", grantWaitHours, "their confirmation") },
        { term: "New factors", value: factorText(factorWaitHours) },
        {
          term: "Independence",
          value: `Two people cannot fill two seats of one release for ${countOf(independenceDays, "day")} after one invited, granted to or reset the other.`,
        },
      ]}
    />
  );
}

/** "Low tier and limited tier: handed over, by mail or by a provider. High tier: by a provider." */
function linksText({ identity }: PeopleRules): string {
  const tiersBy = Map.groupBy(TIERS, (tier) => levelsText(identity[tier]));
  return [...tiersBy]
    .map(
      ([levels, tiers]) =>
        `${capital(listed(tiers.map((tier) => placeLabels[tier].toLowerCase())))}: ${levels}.`,
    )
    .join(" ");
}

const waitText = (verb: string, hours: number, since: string): string =>
  hours === 0
    ? `${capital(verb)} immediately.`
    : `${capital(verb)} ${countOf(hours, "hour")} after ${since}.`;

const factorText = (hours: number): string =>
  waitText("sign", hours, "enrolment or reset") +
  (hours > 0 ? " Earlier with another signer's consent." : "");
