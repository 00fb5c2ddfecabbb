"use client";

import { UnsubscribePage } from "#components/shell/unsubscribe-page.tsx";
import type { MessageKind } from "#lib/overview/message.ts";

/** As a mail program would: one POST to the address in the mail's head. */
export function UnsubscribeHere({ token, kinds }: { token: string; kinds: readonly MessageKind[] }) {
  const stop = async (): Promise<boolean> => {
    const answer = await fetch(`/api/v1/unsubscribe/${encodeURIComponent(token)}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    }).catch(() => null);
    return answer?.ok ?? false;
  };
  return <UnsubscribePage kinds={kinds} stop={stop} />;
}
