"use client";

import { useEffect } from "react";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import type { VisitOutcome } from "#lib/client/provider-window.ts";
import { SignInFrame } from "./sign-in-frame.tsx";

type ProofToldProps = { outcome: VisitOutcome | null; tell: (outcome: VisitOutcome) => void };

/** The end of a visit in a window of its own: tells the page that waits for it. */
export function ProofTold({ outcome, tell }: ProofToldProps) {
  useEffect(() => {
    if (outcome) tell(outcome);
  }, [outcome, tell]);
  return (
    <SignInFrame narrow>
      {outcome && !("problem" in outcome) ? (
        <Notice tone="pass" role="status" title="Confirmed.">
          Close this window and go on where you were.
        </Notice>
      ) : (
        <ProblemNotice problem={outcome?.problem ?? { title: "There is nothing to confirm here." }} />
      )}
    </SignInFrame>
  );
}
