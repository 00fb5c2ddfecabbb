"use client";

import { signIn, signOut } from "next-auth/react";
import type { ReactNode } from "react";
import type { SignInInput } from "#components/access/sign-in.tsx";
import { SignInAgain } from "#components/access/sign-in-again.tsx";
import { signInProblem } from "#components/access/sign-in-problem.ts";
import type { PaletteSearch } from "#components/shell/palette.tsx";
import { paletteHits } from "#components/shell/palette-hits.ts";
import type { ShellPerson } from "#components/shell/person-menu.tsx";
import type { PlaceCounts } from "#components/shell/places.ts";
import { Shell } from "#components/shell/shell.tsx";
import type { Theme } from "#components/shell/theme.ts";
import type { Answer } from "#components/ui/answer.ts";
import { type Means, meansIn } from "#lib/access/means.ts";
import { api } from "#lib/client/api.ts";
import { giveSecondFactor } from "#lib/client/factor-actions.ts";
import { visitInWindow } from "#lib/client/provider-window.ts";
import type { ShellSummary } from "#lib/overview/views/shell-summary.ts";

type AppShellProps = {
  workspace: string;
  /** Whose session it is; null where that could not be read. */
  email: string | null;
  personId: string;
  /** The provider they are bound to, as people call it. */
  provider: string | undefined;
  person: ShellPerson;
  counts: PlaceCounts;
  theme: Theme;
  stop: ShellSummary["stop"];
  children: ReactNode;
};

/** The shell with its ways to the server: signing out, signing in again, and looking things up. */
export function AppShell({ email, personId, provider, ...props }: AppShellProps) {
  return (
    <>
      <Shell {...props} onSignOut={() => void signOut({ callbackUrl: "/sign-in" })} search={search} />
      {email && (
        <SignInAgain
          email={email}
          signIn={signInHere}
          give={giveSecondFactor}
          provider={provider}
          signInThrough={() => signInThrough(personId)}
        />
      )}
    </>
  );
}

async function signInHere(input: SignInInput): Promise<Answer<Means | null>> {
  const result = await signIn("credentials", { ...input, redirect: false });
  if (!result || result.error) return { ok: false, problem: signInProblem(result?.error) };
  return secondStep();
}

async function signInThrough(again: string): Promise<Answer<Means | null>> {
  const visited = await visitInWindow(() => api("POST /session/provider", { again }));
  return visited.ok ? secondStep() : visited;
}

/** Whoever has a factor still has to give it. */
async function secondStep(): Promise<Answer<Means | null>> {
  const own = await api("GET /factors", {});
  if (!own.ok) return own;
  const { factors } = own.value;
  return { ok: true, value: factors.length > 0 ? meansIn(factors) : null };
}

/** Of each kind; the search page has the rest. */
const HITS_MAX = 5;

/** Everything that meets what was typed. What the reader may not see is left out. */
const search: PaletteSearch = async (q, signal) => {
  const found = await api("GET /search", { q, limit: HITS_MAX }, { signal });
  return found.ok ? { ok: true, value: paletteHits(found.value) } : found;
};
