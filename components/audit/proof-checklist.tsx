"use client";

import { type ReactNode, useCallback, useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark, StatePill } from "#components/ui/state-pill.tsx";

/** One step of a proof: its claim, whether it holds, and the value computed here. */
export type ProofStep = { name: string; claim: string; holds: boolean; value: string };

export type ProofResult =
  | { kind: "checked"; steps: readonly ProofStep[] }
  /** No checkpoint covers the event yet; that is not a failure. */
  | { kind: "pending"; reason: string }
  | { kind: "unavailable"; reason: string };

type ProofChecklistProps = {
  /** Fetches the proof and recomputes it in this browser. Called again on demand. */
  verify: () => Promise<ProofResult>;
  title?: string | undefined;
  /** The verdict when every step holds. */
  holdsWord?: string | undefined;
  children?: ReactNode;
};

/** The proof, computed on the reader's own machine instead of trusted. */
export function ProofChecklist(props: ProofChecklistProps) {
  const { verify, title = "Checked in your browser just now", holdsWord = "Included", children } = props;
  const [result, setResult] = useState<ProofResult | "checking">("checking");
  const check = useCallback(async () => {
    setResult("checking");
    setResult(
      await verify().catch(
        (): ProofResult => ({ kind: "unavailable", reason: "The proof could not be fetched." }),
      ),
    );
  }, [verify]);
  useEffect(() => {
    void check();
  }, [check]);
  return (
    <Sheet title={title} provenance={<Summary result={result} holdsWord={holdsWord} />}>
      <div aria-live="polite">
        {result === "checking" && <p className="text-sm text-ink-2">Fetching the proof and hashing.</p>}
        {result !== "checking" && result.kind !== "checked" && (
          <p className="text-sm text-ink-2">{result.reason}</p>
        )}
        {result !== "checking" && result.kind === "checked" && <Steps steps={result.steps} />}
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={check} busy={result === "checking"}>
          Check again
        </Button>
        {children}
      </div>
    </Sheet>
  );
}

function Steps({ steps }: { steps: readonly ProofStep[] }) {
  return (
    <ol className="flex flex-col gap-3">
      {steps.map((step) => (
        <li key={step.name} className="flex gap-2.5">
          <span className="mt-0.5">
            <StateMark tone={step.holds ? "pass" : "fail"} />
          </span>
          <span className="min-w-0 flex-1 text-sm">
            <b className="font-medium">{step.name}</b> <span className="text-ink-2">{step.claim}</span>
            {!step.holds && <span className="font-medium text-fail"> does not hold</span>}
            <span className="block truncate font-mono text-2xs text-ink-3" title={step.value}>
              {step.value}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function Summary({ result, holdsWord }: { result: ProofResult | "checking"; holdsWord: string }) {
  if (result === "checking") return <StatePill tone="plain">Checking</StatePill>;
  if (result.kind === "pending") return <StatePill tone="hold">Not sealed yet</StatePill>;
  if (result.kind === "unavailable") return <StatePill tone="none">Not checked</StatePill>;
  return result.steps.every((step) => step.holds) ? (
    <StatePill tone="pass">{holdsWord}</StatePill>
  ) : (
    <StatePill tone="fail">Does not hold</StatePill>
  );
}
