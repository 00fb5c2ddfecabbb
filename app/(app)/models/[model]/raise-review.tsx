"use client";

import { useRouter } from "next/navigation";
import { RaiseForm } from "#components/releases/reviews/raise-form.tsx";
import { api } from "#lib/client/api.ts";
import type { RaisedCause } from "#lib/councils/re-review.ts";

type Props = {
  model: string;
  pointers: readonly string[];
  causes: readonly RaisedCause[];
  whyNot: string | null;
};

/** Bringing a cause with its way to the server; then to the re-review. */
export function RaiseReview({ model, ...props }: Props) {
  const router = useRouter();
  return (
    <RaiseForm
      {...props}
      raise={(asked) => api("POST /models/{model}/reviews", { model, ...asked })}
      onDone={({ number }) => router.push(`/reviews/${number}`)}
    />
  );
}
