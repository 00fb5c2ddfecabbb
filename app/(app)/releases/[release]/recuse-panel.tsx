"use client";

import type { ProvenInput } from "#components/access/presence-dialog.tsx";
import { Recuse } from "#components/releases/review/recuse.tsx";
import type { Answer } from "#components/ui/answer.ts";
import type { Means } from "#lib/access/means.ts";
import { api } from "#lib/client/api.ts";
import { stepUp } from "#lib/client/step-up.ts";
import { recusalDigest } from "#lib/releases/recusal.ts";

type RecusePanelProps = { release: number; personId: string; subjectDigest: string; means: Means };

/** Recusing oneself, with its way to the server. */
export function RecusePanel({ release, personId, subjectDigest, means }: RecusePanelProps) {
  const recuse = async ({ text: reason, presence }: ProvenInput): Promise<Answer> => {
    const digest = recusalDigest(personId, subjectDigest);
    const proof = await stepUp(presence, { act: "declare-recusal", subjectDigest: digest });
    if (!proof.ok) return proof;
    const { stepUpId } = proof.value;
    const recused = await api("POST /releases/{release}/recusals", { release, reason, stepUpId });
    return recused.ok ? { ok: true, value: undefined } : recused;
  };
  return <Recuse release={release} means={means} recuse={recuse} />;
}
