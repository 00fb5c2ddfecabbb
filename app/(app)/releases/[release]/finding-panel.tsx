"use client";

import { FindingForm } from "#components/releases/review/aftermath/finding-form.tsx";
import type { Answer } from "#components/ui/answer.ts";
import { api } from "#lib/client/api.ts";

/** What was found after a rollback, with its way to the server. */
export function FindingPanel({ release, first }: { release: number; first: boolean }) {
  const submit = async ({ finding }: { finding: string }): Promise<Answer> => {
    const recorded = await api("POST /releases/{release}/finding", { release, finding });
    return recorded.ok ? { ok: true, value: undefined } : recorded;
  };
  return <FindingForm first={first} submit={submit} />;
}
