import type { Answer, Submit } from "#components/ui/answer.ts";
import type { ReleaseDraft } from "./release-draft.ts";
import type { Saving } from "./use-draft-submit.ts";

type Ways = {
  newKey: () => string;
  open: (draft: ReleaseDraft, idempotencyKey: string) => Promise<Answer<{ number: number }>>;
  submit: (release: number) => Promise<Answer<unknown>>;
};

/**
 * Opens a draft and, if asked, submits it. The same draft sent again keeps its key and its number, so a lost answer or a
 * refused submission never opens a second release.
 */
export function openOnce({ newKey, open, submit }: Ways): Submit<Saving, { href: string }> {
  let attempt: { body: string; key: string; number?: number } | undefined;
  return async ({ draft, andSubmit }) => {
    const body = JSON.stringify(draft);
    if (attempt?.body !== body) attempt = { body, key: newKey() };
    const current = attempt;
    if (current.number === undefined) {
      const opened = await open(draft, current.key);
      if (!opened.ok) return opened;
      current.number = opened.value.number;
    }
    const done = { ok: true, value: { href: `/releases/${current.number}` } } as const;
    if (!andSubmit) return done;
    const submitted = await submit(current.number);
    if (submitted.ok) return done;
    return { ok: false, problem: { ...submitted.problem, kept: `Saved as draft ${current.number}.` } };
  };
}
