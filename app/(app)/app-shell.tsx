"use client";

import { signOut } from "next-auth/react";
import type { ReactNode } from "react";
import type { PaletteSearch } from "#components/shell/palette.tsx";
import { modelHit, releaseHit } from "#components/shell/palette-hits.ts";
import type { ShellPerson } from "#components/shell/person-menu.tsx";
import type { PlaceCounts } from "#components/shell/places.ts";
import { Shell } from "#components/shell/shell.tsx";
import type { Theme } from "#components/shell/theme.ts";
import { api } from "#lib/client/api.ts";

type AppShellProps = {
  workspace: string;
  person: ShellPerson;
  counts: PlaceCounts;
  theme: Theme;
  children: ReactNode;
};

/** The shell with its two ways to the server: signing out and looking things up. */
export function AppShell(props: AppShellProps) {
  return <Shell {...props} onSignOut={() => void signOut({ callbackUrl: "/sign-in" })} search={search} />;
}

const HITS_MAX = 6;

/** Models and releases by what was typed. What the reader may not see, or what fails, is left out. */
const search: PaletteSearch = async (q, signal) => {
  const [models, releases] = await Promise.all([
    api("GET /models", { q, limit: HITS_MAX }, { signal }),
    api("GET /releases", { q, limit: HITS_MAX }, { signal }),
  ]);
  return [
    ...(models.ok ? models.value.items.map(modelHit) : []),
    ...(releases.ok ? releases.value.items.map(releaseHit) : []),
  ];
};
