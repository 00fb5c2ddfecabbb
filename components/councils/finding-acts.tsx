"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Answer } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import type { FindingView } from "#lib/councils/views/finding-list.ts";

const ACTS = {
  resolve: { label: "Resolve", consequence: "Says that the gap is gone. The finding stays on record." },
  accept: {
    label: "Accept",
    consequence: "Says for compliance that the gap may stay. The finding stays on record.",
  },
} as const;
export type FindingAct = keyof typeof ACTS;

type FindingActsProps = {
  finding: Pick<FindingView, "number" | "whyNotResolve" | "whyNotAccept">;
  close: (act: FindingAct, reason: string) => Promise<Answer>;
};

/** The ways to close a finding that the reader has; each asks why. */
export function FindingActs({ finding: { whyNotResolve, whyNotAccept, number }, close }: FindingActsProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState<FindingAct | null>(null);
  const offered: FindingAct[] = [
    ...(whyNotResolve === null ? (["resolve"] as const) : []),
    ...(whyNotAccept === null ? (["accept"] as const) : []),
  ];
  if (offered.length === 0) return null;
  const action = chosen && { verb: chosen, ...ACTS[chosen], variant: "solid" as const, asksReason: true };
  return (
    <div className="flex gap-2">
      {offered.map((act) => (
        <Button key={act} onClick={() => setChosen(act)} aria-label={`${ACTS[act].label} finding ${number}`}>
          {ACTS[act].label}
        </Button>
      ))}
      <ReasonDialog
        action={action}
        onClose={() => setChosen(null)}
        submit={({ reason }) => close(chosen ?? "resolve", reason)}
        onDone={() => {
          setChosen(null);
          announce("The finding is closed.");
          router.refresh();
        }}
      />
    </div>
  );
}
