"use client";

import type { EditFacts } from "#components/releases/form/edit-effect.ts";
import { EditRelease } from "#components/releases/form/edit-release.tsx";
import type { ReleaseDraft } from "#components/releases/form/release-draft.ts";
import type { Saving } from "#components/releases/form/use-draft-submit.ts";
import type { Outcome } from "#components/ui/outcome.ts";
import { api } from "#lib/client/api.ts";

type EditReleaseFormProps = {
  release: number;
  start: ReleaseDraft;
  baseVersion: string | null;
  facts: EditFacts;
};

/** The edit with its way to the server. */
export function EditReleaseForm({ release, start, baseVersion, facts }: EditReleaseFormProps) {
  const save = async ({ draft }: Saving): Promise<Outcome<{ href: string }>> => {
    const { case: texts, plan } = draft;
    const saved = await api("PUT /releases/{release}", { release, round: facts.round, case: texts, plan });
    return saved.ok ? { ok: true, value: { href: `/releases/${release}` } } : saved;
  };
  return <EditRelease start={start} baseVersion={baseVersion} facts={facts} save={save} />;
}
