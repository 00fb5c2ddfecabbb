"use client";

import type { ComponentProps } from "react";
import { SecondFactors } from "#components/access/second-factors.tsx";
import { factorActions } from "#lib/client/factor-actions.ts";

/** The reader's second factors with their forms wired to the API. */
export function SecondFactorForms(props: Omit<ComponentProps<typeof SecondFactors>, "actions">) {
  return <SecondFactors {...props} actions={factorActions} />;
}
