"use client";

import { ProposePolicy } from "#components/policy/propose-policy.tsx";
import { api } from "#lib/client/api.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";

type ProposePolicyFormProps = { current: { version: number; content: PolicyContent } };

/** The form with its way to the server. */
export function ProposePolicyForm({ current }: ProposePolicyFormProps) {
  return (
    <ProposePolicy
      current={current}
      propose={async ({ policy, reason }) => {
        const answer = await api("POST /policies/proposals", { basedOn: current.version, policy, reason });
        return answer.ok ? { ok: true, value: undefined } : answer;
      }}
    />
  );
}
