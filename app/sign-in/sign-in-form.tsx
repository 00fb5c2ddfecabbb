"use client";

import { signIn } from "next-auth/react";
import { useCallback } from "react";
import { SignIn, type SignInInput } from "#components/access/sign-in.tsx";
import { signInProblem } from "#components/access/sign-in-problem.ts";
import type { Answer } from "#components/ui/answer.ts";
import type { DemonstrationPerson } from "#lib/access/views/demonstration-person.ts";

type SignInFormProps = { next: string; demoPeople: readonly DemonstrationPerson[] };

/** The sign-in form with its way to the server. */
export function SignInForm({ next, demoPeople }: SignInFormProps) {
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
  return <SignIn submit={submit} demoPeople={demoPeople} />;
}
