"use client";

import type { ComponentProps } from "react";
import { FactorRuleSheet } from "#components/access/factor-rule.tsx";
import { People } from "#components/access/people.tsx";
import type { PeopleSubmits } from "#components/access/people-dialogs.tsx";
import { Tokens } from "#components/access/tokens.tsx";
import { api } from "#lib/client/api.ts";
import {
  enablePerson,
  invitePerson,
  issueLink,
  resetFactors,
  setFactorRule,
} from "#lib/client/factor-actions.ts";

type PeopleFormsProps = Omit<ComponentProps<typeof People>, keyof PeopleSubmits>;

/** The people with their forms wired to the API. */
export function PeopleForms(props: PeopleFormsProps) {
  return (
    <People
      {...props}
      invite={invitePerson}
      assign={(assignment) => api("PUT /people/{personId}/assignment", assignment)}
      disable={(leaving) => api("POST /people/{personId}/disable", leaving)}
      reset={resetFactors}
      giveLink={issueLink}
      enable={enablePerson}
    />
  );
}

/** The tokens with their forms wired to the API. */
export function TokenForms(props: Omit<ComponentProps<typeof Tokens>, "create" | "revoke">) {
  return (
    <Tokens
      {...props}
      create={(token) => api("POST /tokens", token)}
      revoke={(revoked) => api("POST /tokens/{tokenId}/revoke", revoked)}
    />
  );
}

/** The workspace's rule about second factors wired to the API. */
export function RuleForm(props: Omit<ComponentProps<typeof FactorRuleSheet>, "set">) {
  return <FactorRuleSheet {...props} set={setFactorRule} />;
}
