"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { ProviderAccount } from "#components/access/provider-account.tsx";
import { bindAccount, unbindAccount } from "#lib/client/provider-actions.ts";

type ProviderFormsProps = Omit<ComponentProps<typeof ProviderAccount>, "bind" | "unbind" | "onUnbound">;

/** An account at a provider, wired to the API. */
export function ProviderForms(props: ProviderFormsProps) {
  const router = useRouter();
  return (
    <ProviderAccount
      {...props}
      bind={bindAccount}
      unbind={({ presence, identityId }) => unbindAccount({ presence, identityId })}
      onUnbound={() => router.refresh()}
    />
  );
}
