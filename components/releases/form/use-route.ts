"use client";

import { useEffect, useState } from "react";
import type { Problem, Submit } from "#components/ui/answer.ts";
import type { ReleasePreviewView } from "#lib/releases/views/release-preview.ts";
import type { Target } from "./release-target.ts";

export type Ahead =
  | { kind: "looking" }
  | { kind: "known"; route: ReleasePreviewView }
  | { kind: "refused"; problem: Problem };

/** Who would review a release of this target and what is checked, read again whenever the target changes. */
export function useRoute(
  { model, version, pointer }: Target,
  lookAhead: Submit<Target, ReleasePreviewView>,
): Ahead {
  const [ahead, setAhead] = useState<Ahead>({ kind: "looking" });
  useEffect(() => {
    let current = true;
    setAhead({ kind: "looking" });
    void lookAhead({ model, version, pointer }).then((outcome) => {
      if (!current) return;
      setAhead(
        outcome.ok ? { kind: "known", route: outcome.value } : { kind: "refused", problem: outcome.problem },
      );
    });
    return () => {
      current = false;
    };
  }, [model, version, pointer, lookAhead]);
  return ahead;
}
