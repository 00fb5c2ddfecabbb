"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import type { MarkMessages } from "#components/overview/inbox/inbox-list.tsx";
import { InboxView } from "#components/overview/inbox/inbox-view.tsx";
import { api } from "#lib/client/api.ts";

/** The inbox with its way to the server; what was marked is counted anew. */
export function InboxHere(props: Omit<ComponentProps<typeof InboxView>, "mark">) {
  const router = useRouter();
  const mark: MarkMessages = async (input) => {
    const answer = await api("POST /inbox/marks", input);
    if (answer.ok) router.refresh();
    return answer;
  };
  return <InboxView {...props} mark={mark} />;
}
