"use client";

import { useCallback } from "react";
import type { ProviderChoice } from "#components/access/continue-with.tsx";
import { NewPassword } from "#components/access/new-password.tsx";
import type { LinkPurpose } from "#lib/access/credential-link.ts";
import { api } from "#lib/client/api.ts";
import { goToProvider } from "#lib/client/provider-window.ts";

type LinkFormProps = { purpose: LinkPurpose; provider: ProviderChoice | null };

/** A password by link, or a provider in its place, with their way to the server. The secret leaves the address once it is spent. */
export function LinkForm({ purpose, provider }: LinkFormProps) {
  const submit = useCallback(async (input: { newPassword: string }) => {
    const secret = window.location.hash.slice(1);
    const outcome = await api("POST /session/password-link", { ...input, secret });
    if (outcome.ok) window.history.replaceState(null, "", window.location.pathname);
    return outcome;
  }, []);
  const visitProvider = useCallback(
    () => goToProvider(() => api("POST /session/provider/link", { secret: window.location.hash.slice(1) })),
    [],
  );
  return <NewPassword purpose={purpose} submit={submit} provider={provider} visitProvider={visitProvider} />;
}
