"use client";

import { StandardSheet } from "#components/releases/review/standard/standard-sheet.tsx";
import { api } from "#lib/client/api.ts";
import type { StandardView } from "#lib/releases/views/envelopes.ts";

type Props = { release: number; round: number; standard: StandardView | null };

/** The claim to the standard class with its way to the server. */
export function StandardPanel({ release, round, standard }: Props) {
  if (!standard) return null;
  return (
    <StandardSheet
      standard={standard}
      giveUp={async () => {
        const edited = await api("PUT /releases/{release}", { release, round, changeClass: "normal" });
        return edited.ok ? { ok: true, value: undefined } : edited;
      }}
    />
  );
}
