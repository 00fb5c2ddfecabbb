"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { Webhooks } from "#components/overview/webhooks/webhooks.tsx";
import { api } from "#lib/client/api.ts";

type Props = Omit<ComponentProps<typeof Webhooks>, "create" | "change" | "rotate" | "remove" | "resend">;

/** The webhooks with their ways to the server; what changed is read anew. */
export function WebhooksHere(props: Props) {
  const router = useRouter();
  const refreshed = async <T extends { readonly ok: boolean }>(asked: Promise<T>): Promise<T> => {
    const answer = await asked;
    if (answer.ok) router.refresh();
    return answer;
  };
  return (
    <Webhooks
      {...props}
      create={(asked) => refreshed(api("POST /webhooks", asked))}
      change={(asked) => refreshed(api("PUT /webhooks/{webhookId}", asked))}
      rotate={(asked) => refreshed(api("POST /webhooks/{webhookId}/secret", asked))}
      remove={(asked) => refreshed(api("POST /webhooks/{webhookId}/remove", asked))}
      resend={(asked) => refreshed(api("POST /webhooks/{webhookId}/resend", asked))}
    />
  );
}
