"use client";

import { UserRoundX } from "lucide-react";
import { PresenceDialog, type ProvenInput } from "#components/access/presence-dialog.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { Means } from "#lib/access/means.ts";

type RecuseProps = { release: number; means: Means; recuse: Submit<ProvenInput> };

/** Takes the reader out of the sign-off, with what that does before they do it. */
export function Recuse({ release, means, recuse }: RecuseProps) {
  const { asked, ask, close, done } = useAsked<true>();
  return (
    <>
      <Button icon={UserRoundX} onClick={() => ask(true)}>
        Recuse myself
      </Button>
      <PresenceDialog
        action={
          asked && {
            verb: "recuse",
            label: "Recuse myself",
            consequence: `You sign nothing of release ${release} any more, and what you signed no longer counts. The seat goes to somebody else. You cannot take it back.`,
            asksReason: true,
            danger: true,
            proofHint: "Required, because it changes what your signature counts for.",
          }
        }
        means={means}
        submit={recuse}
        onClose={close}
        onDone={() => done("Recused yourself")}
      />
    </>
  );
}
