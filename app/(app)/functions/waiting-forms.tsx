"use client";

import type { ComponentProps } from "react";
import { WaitingSigners } from "#components/councils/waiting-signers.tsx";
import { peopleActions } from "#lib/client/people-actions.ts";

/** The waiting signers with their consent wired to the API. */
export const WaitingForms = (props: Omit<ComponentProps<typeof WaitingSigners>, "consent">) => (
  <WaitingSigners {...props} consent={peopleActions.consent} />
);
