"use client";

import { signIn } from "next-auth/react";
import { type ComponentProps, useCallback } from "react";
import { SignIn, type SignInInput } from "#components/access/sign-in.tsx";
import { signInProblem } from "#components/access/sign-in-problem.ts";
import { visitProblemOf } from "#components/access/visit-problem.ts";
import type { Answer } from "#components/ui/answer.ts";
import { api } from "#lib/client/api.ts";
import { goToProvider } from "#lib/client/provider-window.ts";

type SignInFormProps = Pick<ComponentProps<typeof SignIn>, "provider" | "demoPeople"> & {
  next: string;
  /** Why the last visit to the provider came to nothing. */
  refused: string | undefined;
};

/** The sign-in form with its way to the server. */
export function SignInForm({ next, refused, ...shown }: SignInFormProps) {
  const submit = useCallback(
    async (input: SignInInput): Promise<Answer> => {
      const result = await signIn("credentials", { ...input, redirect: false });
      if (!result || result.error) return { ok: false, problem: signInProblem(result?.error) };
      // A full load: everything on the page is this person's from here on.
      window.location.assign(next);
      return { ok: true, value: undefined };
    },
    [next],
  );
  const visitProvider = useCallback(
    () => goToProvider(() => api("POST /session/provider", { next })),
    [next],
  );
  const visitProblem = refused === undefined ? undefined : visitProblemOf(refused);
  return <SignIn {...shown} submit={submit} visitProvider={visitProvider} visitProblem={visitProblem} />;
}
