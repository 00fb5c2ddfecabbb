"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { Webhooks } from "#components/overview/webhooks/webhooks.tsx";
import { type ApiAnswer, api } from "#lib/client/api.ts";
import { type Presence, type ProvenSubject, provenAct } from "#lib/client/step-up.ts";
import { webhookTerms } from "#lib/overview/webhook-terms.ts";

type Props = Omit<ComponentProps<typeof Webhooks>, "create" | "change" | "rotate" | "remove" | "resend">;

/** The webhooks with their ways to the server; what changed is read anew. Proofs are over exactly what is sent. */
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
      create={({ presence, ...asked }) =>
        refreshed(
          proven(presence, { act: "create-webhook", subject: webhookTerms(asked) }, (proof) =>
            api("POST /webhooks", { ...asked, ...proof }),
          ),
        )
      }
      change={({ presence, ...asked }) =>
        refreshed(
          proven(presence, { act: "change-webhook", subject: webhookTerms(asked) }, (proof) =>
            api("PUT /webhooks/{webhookId}", { ...asked, ...proof }),
          ),
        )
      }
      rotate={({ presence, webhookId }) =>
        refreshed(
          proven(presence, { act: "rotate-webhook-secret", subject: webhookId }, (proof) =>
            api("POST /webhooks/{webhookId}/secret", { webhookId, ...proof }),
          ),
        )
      }
      remove={(asked) => refreshed(api("POST /webhooks/{webhookId}/remove", asked))}
      resend={(asked) => refreshed(api("POST /webhooks/{webhookId}/resend", asked))}
    />
  );
}

/** Acts with a proof of who the reader is, where they were asked for one. */
const proven = <T,>(
  presence: Presence | undefined,
  subject: ProvenSubject,
  act: (proof: { stepUpId?: string }) => Promise<ApiAnswer<T>>,
): Promise<ApiAnswer<T>> =>
  presence ? provenAct(presence, subject, (stepUpId) => act({ stepUpId })) : act({});
