"use client";

import { useEffect, useState } from "react";
import type { Problem, Submit } from "#components/ui/outcome.ts";
import type { Route } from "./release-draft.ts";
import type { Target } from "./release-start.ts";

export type Ahead =
  | { kind: "looking" }
  | { kind: "known"; route: Route }
  | { kind: "refused"; problem: Problem };

/** What a release of this target would meet, asked anew whenever the target changes. */
export function useRoute({ model, version, pointer }: Target, lookAhead: Submit<Target, Route>): Ahead {
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
