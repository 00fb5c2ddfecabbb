"use client";

import { AddPointer } from "#components/exposure/add-pointer.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";
import { api } from "#lib/client/api.ts";

/** The dialog with its way to the server. */
export function AddPointerForm(props: { model: string; whyNot: WhyNot | undefined }) {
  return <AddPointer {...props} add={(pointer) => api("POST /models/{model}/pointers", pointer)} />;
}
