"use client";

import type { DecisionView, NextStep } from "#components/councils/decision.ts";
import { YourDecision } from "#components/councils/your-decision.tsx";
import { ExtendForm } from "#components/releases/waivers/extend-form.tsx";
import type { Answer } from "#components/ui/answer.ts";
import { type ApiAnswer, api, UNREACHABLE } from "#lib/client/api.ts";
import { stepUp } from "#lib/client/step-up.ts";
import type { WaiverDecision } from "#lib/councils/signable.ts";
import type { Digest } from "#lib/kernel/digest.ts";

type Of = { readonly model: string; readonly waiver: number };

type PanelProps = {
  of: Of;
  /** What is signed is what this page shows. */
  open: { readonly term: number; readonly digest: Digest } | null;
  decision: DecisionView<WaiverDecision>;
  steps: readonly NextStep[];
};

/** The reader's part in a waiver with its way to the server. */
export function WaiverDecisionPanel({ of, open, decision, steps }: PanelProps) {
  return (
    <YourDecision
      decision={decision}
      steps={steps}
      sign={async ({ seatId: seat, verb, comment, presence }) => {
        // Without a term that waits, the panel offers nothing to sign.
        if (!open) return { ok: false, problem: UNREACHABLE };
        const { term, digest } = open;
        const proof = await stepUp(presence, { act: "sign-waiver", subjectDigest: digest });
        if (!proof.ok) return proof;
        const said = comment ? { comment } : {};
        const signature = { ...of, term, digest, seat, decision: verb, ...said, ...proof.value };
        return answered(await api("POST /models/{model}/waivers/{waiver}/signatures", signature));
      }}
      take={async ({ reason }) =>
        answered(await api("POST /models/{model}/waivers/{waiver}/withdraw", { ...of, reason }))
      }
    />
  );
}

/** The extension of a waiver with its way to the server. */
export function WaiverExtension({ of, left }: { of: Of; left: number }) {
  return (
    <ExtendForm
      left={left}
      extend={async (asked) =>
        answered(await api("POST /models/{model}/waivers/{waiver}/extensions", { ...of, ...asked }))
      }
    />
  );
}

const answered = (outcome: ApiAnswer<unknown>): Answer =>
  outcome.ok ? { ok: true, value: undefined } : outcome;
