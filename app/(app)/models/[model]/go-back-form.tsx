"use client";

import { GoBack } from "#components/exposure/go-back.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";
import { api } from "#lib/client/api.ts";
import type { PointerHistory } from "#lib/exposure/views/pointer-history.ts";

type Props = { model: string; pointers: readonly PointerHistory[]; whyNot: WhyNot | undefined };

/** The ways back with their way to the server. */
export function GoBackForm({ model, ...props }: Props) {
  return (
    <GoBack
      {...props}
      goBack={(going) => api("POST /models/{model}/pointers/{pointer}/return", { model, ...going })}
    />
  );
}
