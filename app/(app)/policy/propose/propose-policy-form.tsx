"use client";

import { ProposePolicy, type ProposePolicyProps } from "#components/policy/propose-policy.tsx";
import { api } from "#lib/client/api.ts";

type ProposePolicyFormProps = { current: ProposePolicyProps["current"] };

/** The form with its way to the server. */
export function ProposePolicyForm({ current }: ProposePolicyFormProps) {
  return (
    <ProposePolicy
      current={current}
      propose={({ policy, reason }) =>
        api("POST /policies/proposals", { basedOn: current.version, policy, reason })
      }
    />
  );
}
