"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import { WhyNotNote } from "#components/ui/why-not.tsx";
import { Concerns, failingIn } from "./concerns.tsx";
import type { NextStep, StepVerb } from "./decision.ts";

export type StepInput = {
  verb: StepVerb;
  reason: string;
  /** The failing checks that the dialog showed, by id. */
  over: readonly string[];
  password: string;
};

const overOf = ({ concerns = [] }: NextStep): string[] => failingIn(concerns).map(({ id }) => id);

/** What can be done besides signing, each behind a dialog that says what it does. */
export function NextSteps({ steps, take }: { steps: readonly NextStep[]; take: Submit<StepInput> }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<NextStep | null>(null);
  const reasonId = useId();
  return (
    <div className="grid gap-2 max-lg:grid-cols-2">
      {steps.map((step) =>
        step.href && step.whyNot === undefined ? (
          <ButtonLink key={step.verb} href={step.href} variant={step.variant}>
            {step.label}
          </ButtonLink>
        ) : (
          <Button
            key={step.verb}
            variant={step.variant}
            whyNot={step.whyNot}
            // Pinned to the bottom of a narrow screen: only what can be done.
            className={step.whyNot === undefined ? undefined : "max-lg:hidden"}
            reasonId={reasonId}
            onClick={() => setChosen(step)}
          >
            {step.label}
          </Button>
        ),
      )}
      <WhyNotNote
        id={reasonId}
        reasons={steps.flatMap((step) => step.whyNot ?? [])}
        className="max-lg:hidden"
      />
      {chosen && (
        <ReasonDialog
          action={chosen}
          concerns={chosen.concerns && <Concerns concerns={chosen.concerns} />}
          onClose={() => setChosen(null)}
          submit={({ reason, password }) =>
            take({ verb: chosen.verb, reason, over: overOf(chosen), password })
          }
          onDone={() => {
            announce(`Done: ${chosen.label.toLowerCase()}`);
            setChosen(null);
            router.refresh();
          }}
        />
      )}
    </div>
  );
}
