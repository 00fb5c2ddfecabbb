"use client";

import { useCallback, useRef } from "react";
import { NewRelease } from "#components/releases/form/new-release.tsx";
import type { ModelChoice, Route } from "#components/releases/form/release-draft.ts";
import type { Target } from "#components/releases/form/release-start.ts";
import type { Saving } from "#components/releases/form/use-draft-submit.ts";
import type { Outcome } from "#components/ui/outcome.ts";
import { api } from "#lib/client/api.ts";

type NewReleaseFormProps = { models: readonly ModelChoice[]; start: Target };

/** The form with its ways to the server: looking ahead, opening, submitting. */
export function NewReleaseForm({ models, start }: NewReleaseFormProps) {
  const lookAhead = useCallback(
    (target: Target): Promise<Outcome<Route>> => api("GET /release-preview", target),
    [],
  );
  const opened = useRef<{ body: string; key: string; number?: number }>(undefined);
  const save = async ({ draft, andSubmit }: Saving): Promise<Outcome<{ href: string }>> => {
    // The same draft sent twice is one release: a lost answer or a refused submission must not open a second.
    const body = JSON.stringify(draft);
    if (opened.current?.body !== body) opened.current = { body, key: crypto.randomUUID() };
    const attempt = opened.current;
    if (attempt.number === undefined) {
      const answer = await api("POST /releases", draft, { idempotencyKey: attempt.key });
      if (!answer.ok) return answer;
      attempt.number = answer.value.number;
    }
    const href = `/releases/${attempt.number}`;
    if (!andSubmit) return { ok: true, value: { href } };
    const submitted = await api("POST /releases/{release}/submit", { release: attempt.number });
    if (submitted.ok) return { ok: true, value: { href } };
    const kept = `It was opened as draft ${attempt.number}.`;
    return { ok: false, problem: { ...submitted.problem, kept } };
  };
  return <NewRelease models={models} start={start} lookAhead={lookAhead} save={save} />;
}
