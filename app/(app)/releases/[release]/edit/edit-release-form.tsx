"use client";

import { EditRelease } from "#components/releases/form/edit-release.tsx";
import type { Saving } from "#components/releases/form/use-draft-submit.ts";
import type { Answer } from "#components/ui/answer.ts";
import { api } from "#lib/client/api.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import type { EditPreviewView } from "#lib/releases/views/edit-preview.ts";

type EditReleaseFormProps = { release: number; sections: ReleaseSections; facts: EditPreviewView };

/** The edit with its way to the server. */
export function EditReleaseForm({ release, sections, facts }: EditReleaseFormProps) {
  const save = async ({ draft }: Saving): Promise<Answer<{ href: string }>> => {
    const { case: texts, plan } = draft;
    const saved = await api("PUT /releases/{release}", { release, round: facts.round, case: texts, plan });
    return saved.ok ? { ok: true, value: { href: `/releases/${release}` } } : saved;
  };
  return <EditRelease sections={sections} facts={facts} save={save} />;
}
