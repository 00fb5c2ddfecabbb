"use client";

import { useEffect, useState } from "react";
import { isRefusal, type Problem, type Submit } from "#components/ui/answer.ts";
import type { ReleasePreviewView } from "#lib/releases/views/release-preview.ts";
import type { Target } from "./release-target.ts";

export type Ahead =
  | { kind: "looking" }
  | { kind: "known"; route: ReleasePreviewView }
  | { kind: "refused"; problem: Problem }
  /** Nobody knows whether it would be refused: sending it may succeed. */
  | { kind: "failed"; problem: Problem; again: () => void };

/** Who would review a release of this target and what is checked, read again whenever the target changes. */
export function useRoute(
  { model, version, pointer }: Target,
  lookAhead: Submit<Target, ReleasePreviewView>,
): Ahead {
  const [ahead, setAhead] = useState<Ahead>({ kind: "looking" });
  const [tried, setTry] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: reads it again when asked to
  useEffect(() => {
    let current = true;
    setAhead({ kind: "looking" });
    void lookAhead({ model, version, pointer }).then((outcome) => {
      if (!current) return;
      setAhead(
        outcome.ok
          ? { kind: "known", route: outcome.value }
          : unknown(outcome.problem, () => setTry((n) => n + 1)),
      );
    });
    return () => {
      current = false;
    };
  }, [model, version, pointer, lookAhead, tried]);
  return ahead;
}

const unknown = (problem: Problem, again: () => void): Ahead =>
  isRefusal(problem) ? { kind: "refused", problem } : { kind: "failed", problem, again };
