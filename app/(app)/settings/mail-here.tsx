"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { DeadMailSheet } from "#components/overview/inbox/dead-mail-sheet.tsx";
import { api } from "#lib/client/api.ts";

/** Mail that was given up, with the way to send it again; the list is read anew. */
export function MailHere(props: Omit<ComponentProps<typeof DeadMailSheet>, "resend">) {
  const router = useRouter();
  return (
    <DeadMailSheet
      {...props}
      resend={async (asked) => {
        const answer = await api("POST /dead-mail/{messageId}/resend", asked);
        if (answer.ok) router.refresh();
        return answer;
      }}
    />
  );
}
