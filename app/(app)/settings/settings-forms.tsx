"use client";

import type { ComponentProps } from "react";
import { FactorRuleSheet } from "#components/access/factor-rule.tsx";
import { People } from "#components/access/people.tsx";
import type { PeopleSubmits } from "#components/access/people-dialogs.tsx";
import { Tokens } from "#components/access/tokens.tsx";
import { api } from "#lib/client/api.ts";
import { setFactorRule } from "#lib/client/factor-actions.ts";
import { peopleActions } from "#lib/client/people-actions.ts";

type PeopleFormsProps = Omit<ComponentProps<typeof People>, keyof PeopleSubmits>;

/** The people with their forms wired to the API. */
export function PeopleForms(props: PeopleFormsProps) {
  return (
    <People
      {...props}
      invite={peopleActions.invite}
      assign={peopleActions.assign}
      disable={(leaving) => api("POST /people/{personId}/disable", leaving)}
      reset={peopleActions.reset}
      giveLink={peopleActions.giveLink}
      enable={peopleActions.enable}
    />
  );
}

/** The tokens with their forms wired to the API. */
export function TokenForms(props: Omit<ComponentProps<typeof Tokens>, "create" | "revoke" | "handOver">) {
  return (
    <Tokens
      {...props}
      create={peopleActions.issueToken}
      revoke={(revoked) => api("POST /tokens/{tokenId}/revoke", revoked)}
      handOver={(handed) => api("POST /tokens/{tokenId}/hand-over", handed)}
    />
  );
}

/** The workspace's rule about second factors wired to the API. */
export function RuleForm(props: Omit<ComponentProps<typeof FactorRuleSheet>, "set">) {
  return <FactorRuleSheet {...props} set={setFactorRule} />;
}
