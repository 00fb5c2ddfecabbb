"use client";

import { FactorRuleSheet } from "#components/access/factor-rule.tsx";
import { People } from "#components/access/people.tsx";
import type { PersonRow } from "#components/access/people-table.tsx";
import type { Means } from "#components/access/presence-fields.tsx";
import { scopeChoices } from "#components/access/scope-words.ts";
import { type TokenRow, Tokens } from "#components/access/tokens.tsx";
import type { FactorRule } from "#lib/access/second-factor.ts";
import { api, type Input } from "#lib/client/api.ts";
import { resetFactors, setFactorRule } from "#lib/client/factor-actions.ts";

type PeopleFormsProps = {
  people: readonly PersonRow[];
  newerHref?: string | undefined;
  olderHref?: string | undefined;
  whyNot: string | undefined;
  means: Means;
};

/** The people with their forms wired to the API. */
export function PeopleForms(props: PeopleFormsProps) {
  return (
    <People
      {...props}
      invite={async ({ roles, functions, ...person }) =>
        plain(await api("POST /people", { ...person, roles: [...roles], functions: [...functions] }))
      }
      assign={async ({ roles, functions, personId }) =>
        plain(
          await api("PUT /people/{personId}/assignment", {
            personId,
            roles: [...roles],
            functions: [...functions],
          }),
        )
      }
      disable={async (input) => plain(await api("POST /people/{personId}/disable", input))}
      reset={async (input) => plain(await resetFactors(input))}
    />
  );
}

type TokenFormsProps = Omit<PeopleFormsProps, "people" | "means"> & { tokens: readonly TokenRow[] };

/** The tokens with their forms wired to the API. */
export function TokenForms(props: TokenFormsProps) {
  return (
    <Tokens
      {...props}
      scopes={scopeChoices}
      create={({ name, scopes, lifetimeDays }) =>
        api("POST /tokens", {
          name,
          scopes: [...scopes] as Input<"POST /tokens">["scopes"],
          expiresInDays: lifetimeDays,
        })
      }
      revoke={async ({ id, reason }) =>
        plain(await api("POST /tokens/{tokenId}/revoke", { tokenId: id, reason }))
      }
    />
  );
}

type RuleFormProps = { rule: FactorRule; means: Means; whyNot: string | undefined };

/** The workspace's rule about second factors wired to the API. */
export function RuleForm(props: RuleFormProps) {
  return <FactorRuleSheet {...props} set={async (input) => plain(await setFactorRule(input))} />;
}

/** What was answered is not needed: the page is read anew. */
const plain = <T, P>(outcome: { ok: true; value: T } | { ok: false; problem: P }) =>
  outcome.ok ? { ok: true as const, value: undefined } : outcome;
