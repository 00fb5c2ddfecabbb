"use client";

import type { ComponentProps } from "react";
import { MakeToken } from "#components/access/make-token.tsx";
import { tokenTerms } from "#lib/access/token-terms.ts";
import { peopleActions } from "#lib/client/people-actions.ts";

/** Making a token in place, wired to the API. */
export function MakeTokenForm(props: Omit<ComponentProps<typeof MakeToken>, "create">) {
  return (
    <MakeToken
      {...props}
      create={(token) => peopleActions.issueToken({ ...token, terms: tokenTerms(token) })}
    />
  );
}
