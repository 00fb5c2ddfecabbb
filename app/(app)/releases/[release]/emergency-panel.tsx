"use client";

import type { ProvenInput } from "#components/access/presence-dialog.tsx";
import type { EmergencyTyped } from "#components/releases/review/emergency/declare-form.tsx";
import { Emergency } from "#components/releases/review/emergency/emergency.tsx";
import type { Answer } from "#components/ui/answer.ts";
import type { Means } from "#lib/access/means.ts";
import { api } from "#lib/client/api.ts";
import { stepUp } from "#lib/client/step-up.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import type { EmergencyView } from "#lib/releases/views/emergency.ts";

type Props = { release: number; emergency: EmergencyView | null; means: Means };

/** An emergency with its ways to the server. The proof is over exactly the bounds that are shown. */
export function EmergencyPanel({ release, emergency, means }: Props) {
  if (!emergency) return null;
  const declare = async ({ incident, maxPercent, hours, reason, scope }: EmergencyTyped): Promise<Answer> => {
    const endsAt = new Date(Date.now() + Number(hours) * HOUR_MS).toISOString();
    const bounds = { incident: Number(incident), maxPercent: Number(maxPercent), endsAt };
    const declared = await api("POST /releases/{release}/emergency", { release, reason, scope, ...bounds });
    return declared.ok ? { ok: true, value: undefined } : declared;
  };
  const authorise = async ({ presence }: ProvenInput): Promise<Answer> => {
    const subjectDigest = emergency.declared?.digest ?? "";
    const proof = await stepUp(presence, { act: "authorise-emergency", subjectDigest });
    if (!proof.ok) return proof;
    const { stepUpId } = proof.value;
    const seat = emergency.seat ?? "engineering";
    const asked = { release, seat, stepUpId };
    const authorised = await api("POST /releases/{release}/emergency/authorisation", asked);
    return authorised.ok ? { ok: true, value: undefined } : authorised;
  };
  return <Emergency emergency={emergency} means={means} declare={declare} authorise={authorise} />;
}
