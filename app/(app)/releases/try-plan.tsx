"use client";

import { useCallback } from "react";
import { DryRun } from "#components/rollouts/dry-run/dry-run.tsx";
import { api } from "#lib/client/api.ts";
import type { Plan } from "#lib/releases/plan.ts";

type TryPlanProps = { model: string; pointer: string; plan: Plan };

/** The dry run with its way to the server. */
export function TryPlan({ model, pointer, plan }: TryPlanProps) {
  const tryOut = useCallback(
    (tried: Plan) => api("POST /models/{model}/pointers/{pointer}/dry-run", { model, pointer, plan: tried }),
    [model, pointer],
  );
  return <DryRun key={`${model} ${pointer}`} plan={plan} tryOut={tryOut} />;
}
