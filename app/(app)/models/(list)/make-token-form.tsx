"use client";

import type { ComponentProps } from "react";
import { MakeToken } from "#components/access/make-token.tsx";
import { api } from "#lib/client/api.ts";

/** Making a token in place, wired to the API. */
export function MakeTokenForm({ me, whyNot }: Pick<ComponentProps<typeof MakeToken>, "me" | "whyNot">) {
  return <MakeToken me={me} create={(token) => api("POST /tokens", token)} whyNot={whyNot} />;
}
