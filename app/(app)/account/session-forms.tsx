"use client";

import { Sessions, type SessionsProps } from "#components/access/sessions.tsx";
import { api } from "#lib/client/api.ts";

type SessionFormsProps = Omit<SessionsProps, "end" | "endAll"> & { personId: string };

/** Somebody's sessions with their buttons wired to the API. */
export function SessionForms({ personId, ...props }: SessionFormsProps) {
  return (
    <Sessions
      {...props}
      end={async (input) => plain(await api("POST /sessions/{sessionId}/end", input))}
      endAll={async () => plain(await api("POST /people/{personId}/sessions/end", { personId }))}
    />
  );
}

/** What was answered is not needed: the page is read anew. */
const plain = <T, P>(outcome: { ok: true; value: T } | { ok: false; problem: P }) =>
  outcome.ok ? { ok: true as const, value: undefined } : outcome;
