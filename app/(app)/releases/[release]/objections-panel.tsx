"use client";

import type { Objection } from "#components/releases/review/objection-words.ts";
import { type LiftInput, Objections } from "#components/releases/review/objections.tsx";
import type { Answer } from "#components/ui/answer.ts";
import type { Means } from "#lib/access/means.ts";
import { api } from "#lib/client/api.ts";
import { stepUp } from "#lib/client/step-up.ts";
import { liftDigest } from "#lib/councils/lift.ts";

type ObjectionsPanelProps = {
  release: number;
  subjectDigest: string;
  objections: readonly Objection[];
  means: Means;
};

/** The objections with their way to the server. */
export function ObjectionsPanel({ release, subjectDigest, ...shown }: ObjectionsPanelProps) {
  const lift = async ({ objection, text: reason, presence }: LiftInput): Promise<Answer> => {
    const digest = liftDigest(objection, subjectDigest);
    const proof = await stepUp(presence, { act: "lift-objection", subjectDigest: digest });
    if (!proof.ok) return proof;
    const { stepUpId } = proof.value;
    const lifted = await api("POST /releases/{release}/lifts", { release, objection, reason, stepUpId });
    return lifted.ok ? { ok: true, value: undefined } : lifted;
  };
  return <Objections {...shown} lift={lift} />;
}
