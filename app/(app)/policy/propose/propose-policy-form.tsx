"use client";

import { ProposePolicy, type ProposePolicyProps } from "#components/policy/propose-policy.tsx";
import { api } from "#lib/client/api.ts";

type ProposePolicyFormProps = Omit<ProposePolicyProps, "propose">;

/** The form with its way to the server. */
export function ProposePolicyForm(props: ProposePolicyFormProps) {
  return (
    <ProposePolicy
      {...props}
      propose={({ policy, reason }) =>
        api("POST /policies/proposals", { basedOn: props.current.version, policy, reason })
      }
    />
  );
}
