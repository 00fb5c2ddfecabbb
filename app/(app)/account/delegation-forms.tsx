"use client";

import { spanOf } from "#components/councils/delegation-form.tsx";
import { type DelegateInput, Delegations } from "#components/councils/delegations.tsx";
import type { Answer } from "#components/ui/answer.ts";
import type { Means } from "#lib/access/means.ts";
import { type ApiAnswer, api } from "#lib/client/api.ts";
import { provenAct } from "#lib/client/step-up.ts";
import { delegationTerms } from "#lib/councils/delegation.ts";
import type { DelegationListView } from "#lib/councils/views/delegation-list.ts";

/** Delegations with their ways to the server. The proof is given over exactly the terms that are sent. */
export function DelegationForms({ list, means }: { list: DelegationListView; means: Means }) {
  const delegate = async ({ typed, text: reason, presence }: DelegateInput): Promise<Answer> => {
    const { to, functions, model } = typed;
    const scope = model ? [model] : null;
    const terms = { to, functions: [...functions], models: scope, ...spanOf(typed, new Date()), reason };
    const subject = { act: "create-delegation", subject: delegationTerms(terms) } as const;
    return answered(
      await provenAct(presence, subject, (stepUpId) => api("POST /delegations", { ...terms, stepUpId })),
    );
  };
  const end = async (asked: { delegation: string; reason: string }): Promise<Answer> =>
    answered(await api("POST /delegations/{delegation}/end", asked));
  return <Delegations list={list} means={means} delegate={delegate} end={end} />;
}

const answered = (outcome: ApiAnswer<unknown>): Answer =>
  outcome.ok ? { ok: true, value: undefined } : outcome;
