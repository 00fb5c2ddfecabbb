"use client";

import { Sessions, type SessionsProps } from "#components/access/sessions.tsx";
import { api } from "#lib/client/api.ts";

type SessionFormsProps = Omit<SessionsProps, "end" | "endAll"> & { personId: string };

/** Somebody's sessions with their buttons wired to the API. */
export function SessionForms({ personId, ...props }: SessionFormsProps) {
  return (
    <Sessions
      {...props}
      end={(session) => api("POST /sessions/{sessionId}/end", session)}
      endAll={() => api("POST /people/{personId}/sessions/end", { personId })}
    />
  );
}
