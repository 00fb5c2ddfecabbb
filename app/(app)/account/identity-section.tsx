import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { linkWay } from "#lib/access/credential-link.ts";
import type { OwnAccountView } from "#lib/access/views/own-account.ts";
import { look } from "#lib/command/query.ts";
import { policyPage } from "#lib/councils/queries/policy-page.ts";
import { mailDomains, providerSetting } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { peopleRules, tiersTaking } from "#lib/policy/people-rules.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { IdentityForms } from "./identity-forms.tsx";

type IdentitySectionProps = { caller: Caller; account: OwnAccountView };

/** How the reader is known, and whether the policy takes that. */
export async function IdentitySection({ caller, account: { email, level, levels } }: IdentitySectionProps) {
  const policy = await look(database(), policyPage, {}, { caller });
  if (!policy.ok) return <RefusalNotice refusal={policy.error} />;
  const { identity } = peopleRules(policy.value.current?.content ?? {});
  return (
    <IdentityForms
      email={email}
      level={level}
      tiers={tiersTaking(identity, levels)}
      mailed={linkWay(email, mailDomains()) === "mailed"}
      provider={providerSetting()?.name ?? null}
      means={await meansOf(caller)}
    />
  );
}
