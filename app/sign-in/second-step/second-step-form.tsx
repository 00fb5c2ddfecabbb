"use client";

import { signOut } from "next-auth/react";
import { useCallback } from "react";
import { FirstFactor, GiveFactor } from "#components/access/second-step.tsx";
import type { Means } from "#lib/access/means.ts";
import type { Lacking } from "#lib/access/second-factor.ts";
import { factorActions, giveSecondFactor } from "#lib/client/factor-actions.ts";
import type { Presence } from "#lib/client/step-up.ts";

type SecondStepFormProps = { next: string; name: string; lacks: Lacking; means: Means };

/** The second step with its way to the server. */
export function SecondStepForm({ next, name, lacks, means }: SecondStepFormProps) {
  // A full load: everything on the page is this person's from here on.
  const goOn = useCallback(() => window.location.assign(next), [next]);
  const leave = useCallback(() => void signOut({ callbackUrl: "/sign-in" }), []);
  const give = useCallback(
    async (presence: Presence) => {
      const given = await giveSecondFactor(presence);
      if (given.ok) goOn();
      return given;
    },
    [goOn],
  );
  return lacks === "give" ? (
    <GiveFactor name={name} means={means} give={give} signOut={leave} />
  ) : (
    <FirstFactor name={name} means={means} actions={factorActions} onReady={goOn} signOut={leave} />
  );
}
