"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { focusFirstFault } from "#components/ui/use-fault.ts";
import { useSubmit } from "#components/ui/use-submit.ts";
import { type DraftProblems, draftProblems, type ReleaseDraft, shownInForm } from "./release-draft.ts";

export type Saving = { draft: ReleaseDraft; andSubmit: boolean };

/**
 * Sends what the schemas accept; otherwise marks the fields and focuses the first. What was typed stays, whatever the
 * answer. The pressed button decides whether to submit for review as well (`value="submit"`).
 */
export function useDraftSubmit(
  draft: ReleaseDraft,
  save: Submit<Saving, { href: string }>,
  onSaved?: () => void,
) {
  const router = useRouter();
  const [tried, setTried] = useState(false);
  const { busy, problem, send } = useSubmit(save);
  const own: DraftProblems = tried ? draftProblems(draft) : {};
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    setTried(true);
    if (Object.keys(draftProblems(draft)).length > 0) {
      requestAnimationFrame(focusFirstFault);
      return;
    }
    const andSubmit = submitter instanceof HTMLButtonElement && submitter.value === "submit";
    const outcome = await send({ draft, andSubmit });
    if (outcome?.ok || outcome?.problem.kept) onSaved?.();
    if (outcome?.ok) router.push(outcome.value.href);
    else window.scrollTo({ top: 0 });
  };
  const errors: DraftProblems = { ...shownInForm(problem?.fields), ...own };
  return { busy, sending: { problem, unsent: Object.keys(own).length > 0, errors, onSubmit } };
}
