"use client";

import type { ComponentProps } from "react";
import { FactorRuleSheet } from "#components/access/factor-rule.tsx";
import { Tokens } from "#components/access/tokens.tsx";
import { tokenTerms } from "#lib/access/token-terms.ts";
import { api } from "#lib/client/api.ts";
import { setFactorRule } from "#lib/client/factor-actions.ts";
import { peopleActions } from "#lib/client/people-actions.ts";

/** The tokens with their forms wired to the API. */
export function TokenForms(props: Omit<ComponentProps<typeof Tokens>, "create" | "revoke" | "handOver">) {
  return (
    <Tokens
      {...props}
      create={(token) => peopleActions.issueToken({ ...token, terms: tokenTerms(token) })}
      revoke={(revoked) => api("POST /tokens/{tokenId}/revoke", revoked)}
      handOver={peopleActions.handOverToken}
    />
  );
}

/** The workspace's rule about second factors wired to the API. */
export function RuleForm(props: Omit<ComponentProps<typeof FactorRuleSheet>, "set">) {
  return <FactorRuleSheet {...props} set={setFactorRule} />;
}
