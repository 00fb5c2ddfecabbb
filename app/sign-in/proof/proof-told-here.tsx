"use client";

import type { ComponentProps } from "react";
import { ProofTold } from "#components/access/proof-told.tsx";
import { tellOutcome } from "#lib/client/provider-window.ts";

/** The outcome with its way to the page that waits for it. */
export const ProofToldHere = ({ outcome }: Pick<ComponentProps<typeof ProofTold>, "outcome">) => (
  <ProofTold outcome={outcome} tell={tellOutcome} />
);
