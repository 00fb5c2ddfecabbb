"use client";

import { signOut } from "next-auth/react";
import type { ReactNode } from "react";
import type { PaletteSearch } from "#components/shell/palette.tsx";
import { paletteHits } from "#components/shell/palette-hits.ts";
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

/** Of each kind; the search page has the rest. */
const HITS_MAX = 5;

/** Everything that meets what was typed. What the reader may not see, or what fails, is left out. */
const search: PaletteSearch = async (q, signal) => {
  const found = await api("GET /search", { q, limit: HITS_MAX }, { signal });
  return found.ok ? paletteHits(found.value) : [];
};
