"use client";

import type { ComponentProps } from "react";
import { PersonAccounts } from "#components/access/person-accounts.tsx";
import { unbindAccount } from "#lib/client/provider-actions.ts";

/** Somebody's accounts at providers, wired to the API. */
export const AccountForms = (props: Omit<ComponentProps<typeof PersonAccounts>, "unbind">) => (
  <PersonAccounts {...props} unbind={unbindAccount} />
);
