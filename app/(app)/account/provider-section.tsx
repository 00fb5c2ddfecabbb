import { visitProblemOf } from "#components/access/visit-problem.ts";
import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { identityList } from "#lib/access/queries/identity-list.ts";
import { look } from "#lib/command/query.ts";
import { providerSetting } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { providerStanding } from "#lib/protocols/openid-connect/provider.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { ProviderForms } from "./provider-forms.tsx";

type ProviderSectionProps = { caller: Caller; bound: string | undefined; refused: string | undefined };

/** The accounts at providers that the reader signs in with; nothing where there is neither provider nor account. */
export async function ProviderSection({ caller, bound, refused }: ProviderSectionProps) {
  const answer = await look(database(), identityList, {}, { caller });
  if (!answer.ok) return <RefusalNotice refusal={answer.error} />;
  const { identities, hasPassword } = answer.value;
  const standing = await providerStanding();
  const issuer = providerSetting()?.issuer;
  const common = { hasPassword, means: await meansOf(caller) };
  const current = identities.find((identity) => identity.issuer === issuer) ?? null;
  const problem = refused === undefined ? undefined : visitProblemOf(refused);
  return (
    <>
      {standing && (
        <ProviderForms
          {...common}
          {...standing}
          bound={current}
          justBound={bound === "1"}
          problem={problem}
        />
      )}
      {identities
        .filter((identity) => identity !== current)
        .map((former) => (
          <ProviderForms key={former.id} {...common} name={former.issuer} reachable={false} bound={former} />
        ))}
    </>
  );
}
