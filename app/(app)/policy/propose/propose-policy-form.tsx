"use client";

import { ProposePolicy, type ProposePolicyProps } from "#components/policy/propose-policy.tsx";
import { GateReplay } from "#components/releases/replay/gate-replay.tsx";
import { api } from "#lib/client/api.ts";
import type { Gate } from "#lib/policy/gate.ts";

type ProposePolicyFormProps = Omit<ProposePolicyProps, "propose" | "replayed">;

const replay = ({ gates }: { gates: Gate[] }) => api("POST /policies/replay", { gates });

/** The form with its way to the server. */
export function ProposePolicyForm(props: ProposePolicyFormProps) {
  return (
    <ProposePolicy
      {...props}
      propose={({ policy, reason }) =>
        api("POST /policies/proposals", { basedOn: props.current.version, policy, reason })
      }
      replayed={(gates) => (
        <GateReplay inForce={props.current.content.gates ?? []} draft={gates} replay={replay} />
      )}
    />
  );
}
