"use client";

import type { ComponentProps } from "react";
import { OwnIdentity } from "#components/policy/own-identity.tsx";
import { mailOwnLink } from "#lib/client/factor-actions.ts";

/** How the reader is known, wired to the API. */
export const IdentityForms = (props: Omit<ComponentProps<typeof OwnIdentity>, "mailLink">) => (
  <OwnIdentity {...props} mailLink={mailOwnLink} />
);
