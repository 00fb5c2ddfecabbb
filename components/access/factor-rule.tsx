"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import type { Means } from "#lib/access/means.ts";
import type { FactorRule } from "#lib/access/second-factor.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { PresenceDialog, type ProvenAction } from "./presence-dialog.tsx";

type FactorRuleSheetProps = {
  rule: FactorRule;
  means: Means;
  set: Submit<{ rule: FactorRule; presence: Presence }, unknown>;
  /** Why the reader may not change it. */
  whyNot?: string | undefined;
};

/** Whether the workspace requires a second factor, and the way to the other rule. */
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
          announce("Rule changed");
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
    state: { tone: "pass", word: "Required" },
    text: "Nobody signs in or signs a release by password alone: a passkey or a one-time code is needed too. People who have none add one at their next sign-in.",
    change: {
      verb: "offer",
      label: "Make it optional",
      consequence:
        "People without a second factor sign in and sign releases by password alone. Each signature records its method.",
      danger: true,
    },
  },
  offered: {
    state: { tone: "hold", word: "Optional" },
    text: "People may add a second factor on their account page. People who have none sign in and sign releases by password alone, and their signatures record that. The demonstration works like this, since its people would need your authenticator. Require a second factor wherever signatures matter.",
    change: {
      verb: "require",
      label: "Require it",
      consequence:
        "From their next request, everybody without a second factor must add one before doing anything else, including you.",
    },
  },
};
