"use client";

import { SwitchOff } from "#components/exposure/switch-off.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";
import { api } from "#lib/client/api.ts";
import type { PointerHistory } from "#lib/exposure/views/pointer-history.ts";

type Props = { model: string; pointers: readonly PointerHistory[]; whyNot: WhyNot | undefined };

/** The switches of a model's pointers with their way to the server. */
export function SwitchForm({ model, ...props }: Props) {
  return (
    <SwitchOff
      {...props}
      switchOff={(asked) => api("POST /models/{model}/pointers/{pointer}/switch-off", { model, ...asked })}
    />
  );
}
