"use client";

import type { ComponentProps } from "react";
import type { FunctionSubmits } from "#components/access/function-dialogs.tsx";
import { Functions } from "#components/access/functions.tsx";
import { api } from "#lib/client/api.ts";
import { peopleActions } from "#lib/client/people-actions.ts";

/** The functions with their forms wired to the API. */
export function FunctionForms(props: Omit<ComponentProps<typeof Functions>, keyof FunctionSubmits>) {
  return (
    <Functions
      {...props}
      propose={peopleActions.propose}
      confirm={peopleActions.confirm}
      decline={(ended) => api("POST /people/{personId}/functions/decline", ended)}
      remove={(ended) => api("POST /people/{personId}/functions/remove", ended)}
    />
  );
}
