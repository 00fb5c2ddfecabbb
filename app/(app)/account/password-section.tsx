"use client";

import { useRouter } from "next/navigation";
import { PasswordForm } from "#components/access/password-form.tsx";
import { api } from "#lib/client/api.ts";

/** The change of password wired to the API; the list of sessions is read anew after it. */
export function PasswordSection({ email, changedAt }: { email: string; changedAt: string | null }) {
  const router = useRouter();
  return (
    <PasswordForm
      email={email}
      changedAt={changedAt}
      change={async (input) => {
        const outcome = await api("POST /account/password", input);
        if (outcome.ok) router.refresh();
        return outcome;
      }}
    />
  );
}
