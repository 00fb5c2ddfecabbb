"use client";

import type { ProvenInput } from "#components/access/presence-dialog.tsx";
import {
  type ConfirmInput,
  FreezesView,
  type ProposeInput,
} from "#components/policy/freezes/freezes-view.tsx";
import type { Answer } from "#components/ui/answer.ts";
import type { Means } from "#lib/access/means.ts";
import { type ApiAnswer, api } from "#lib/client/api.ts";
import { provenAct } from "#lib/client/step-up.ts";
import type { FreezeAsked } from "#lib/policy/freeze.ts";
import { looseningSubject } from "#lib/policy/loosening.ts";
import { STOP_SUBJECT } from "#lib/policy/stop.ts";
import type { FreezeListView } from "#lib/policy/views/freeze-list.ts";

/** Freezes with their ways to the server. */
export function FreezeForms({ list, means }: { list: FreezeListView; means: Means }) {
  const create = async (asked: FreezeAsked): Promise<Answer> => answered(await api("POST /freezes", asked));
  const propose = async ({ freeze, release, text: reason, presence }: ProposeInput): Promise<Answer> => {
    const asked =
      release === null ? { freeze, kind: "end" as const } : { freeze, kind: "except" as const, release };
    const subject = { act: "propose-loosening", subject: looseningSubject(asked) } as const;
    return answered(
      await provenAct(presence, subject, (stepUpId) =>
        api("POST /freezes/{freeze}/loosenings", { ...asked, reason, stepUpId }),
      ),
    );
  };
  const confirm = async ({ loosening, presence }: ConfirmInput): Promise<Answer> => {
    const subject = { act: "confirm-loosening", subject: loosening } as const;
    return answered(
      await provenAct(presence, subject, (stepUpId) =>
        api("POST /loosenings/{loosening}/confirm", { loosening, stepUpId }),
      ),
    );
  };
  const ways = { create, propose, confirm, askStop, confirmStop };
  return <FreezesView list={list} means={means} {...ways} />;
}

async function askStop({ text: reason, presence }: ProvenInput): Promise<Answer> {
  const subject = { act: "ask-stop", subject: STOP_SUBJECT } as const;
  return answered(await provenAct(presence, subject, (stepUpId) => api("POST /stops", { reason, stepUpId })));
}

async function confirmStop({ stop, presence }: ProvenInput & { readonly stop: string }): Promise<Answer> {
  const subject = { act: "confirm-stop", subject: stop } as const;
  return answered(
    await provenAct(presence, subject, (stepUpId) => api("POST /stops/{stop}/confirm", { stop, stepUpId })),
  );
}

const answered = (outcome: ApiAnswer<unknown>): Answer =>
  outcome.ok ? { ok: true, value: undefined } : outcome;
