"use client";

import { useCallback } from "react";
import { NewPassword } from "#components/access/new-password.tsx";
import type { LinkPurpose } from "#lib/access/credential-link.ts";
import { api } from "#lib/client/api.ts";

/** A password by link, with its way to the server. The secret leaves the address once it is spent. */
export function LinkForm({ purpose }: { purpose: LinkPurpose }) {
  const submit = useCallback(async (input: { newPassword: string }) => {
    const secret = window.location.hash.slice(1);
    const outcome = await api("POST /session/password-link", { ...input, secret });
    if (outcome.ok) window.history.replaceState(null, "", window.location.pathname);
    return outcome;
  }, []);
  return <NewPassword purpose={purpose} submit={submit} />;
}
