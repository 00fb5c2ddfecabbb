"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { announce } from "#components/ui/live-region.tsx";
import type { Submit } from "#components/ui/outcome.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import type { FactorRule } from "#lib/access/second-factor.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { PresenceDialog, type ProvenAction } from "./presence-dialog.tsx";
import type { Means } from "./presence-fields.tsx";

type FactorRuleSheetProps = {
  rule: FactorRule;
  means: Means;
  set: Submit<{ rule: FactorRule; presence: Presence }>;
  /** Why the reader may not change it. */
  whyNot?: string | undefined;
};

/** Whether the people of the workspace need a second factor, and the way to the other rule. */
export function FactorRuleSheet({ rule, means, set, whyNot }: FactorRuleSheetProps) {
  const [asking, setAsking] = useState(false);
  const router = useRouter();
  const { state, text, change } = SAID[rule];
  return (
    <Sheet title="Second factor">
      <div className="flex max-w-prose flex-col items-start gap-3 text-sm">
        <StatePill tone={state.tone}>{state.word}</StatePill>
        <p className="text-ink-2">{text}</p>
        <Button whyNot={whyNot} onClick={() => setAsking(true)}>
          {change.label}
        </Button>
      </div>
      <PresenceDialog
        action={asking ? change : null}
        means={means}
        submit={({ presence }) => set({ rule: OTHER[rule], presence })}
        onClose={() => setAsking(false)}
        onDone={() => {
          setAsking(false);
          announce("The rule is changed");
          router.refresh();
        }}
      />
    </Sheet>
  );
}

const OTHER: Record<FactorRule, FactorRule> = { offered: "required", required: "offered" };

type Said = { state: { tone: "pass" | "hold"; word: string }; text: string; change: ProvenAction };

const SAID: Record<FactorRule, Said> = {
  required: {
    state: { tone: "pass", word: "Asked of everybody" },
    text: "Nobody gets in, and nobody signs, by a password alone: a passkey or a one-time code comes with it. Who has none adds one at their next sign-in.",
    change: {
      verb: "offer",
      label: "Only offer it",
      consequence:
        "People without a second factor get in and sign by their password alone. Signatures say by which method they were made.",
      danger: true,
    },
  },
  offered: {
    state: { tone: "hold", word: "Offered, not asked for" },
    text: "People may add a second factor on their account page. Who has none gets in and signs by the password alone, and the signature says so. The demonstration is like this, since its people would need your authenticator; a workspace whose signatures matter asks everybody for one.",
    change: {
      verb: "require",
      label: "Ask everybody for one",
      consequence:
        "From their next click on, everybody without a second factor has to add one before anything else, you too.",
    },
  },
};
