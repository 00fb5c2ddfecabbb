"use client";

import { MakeToken } from "#components/access/make-token.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";
import { api } from "#lib/client/api.ts";

/** Making a token in place, wired to the API. */
export function MakeTokenForm({ whyNot }: { whyNot: WhyNot | undefined }) {
  return <MakeToken create={(token) => api("POST /tokens", token)} whyNot={whyNot} />;
}
