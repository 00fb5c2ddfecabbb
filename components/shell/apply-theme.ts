"use client";

import type { Theme } from "./theme.ts";

/** Puts a theme on the page at once and remembers it for a year, so the server renders it next time. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  root.classList.remove("light", "dark");
  if (theme !== "system") root.classList.add(theme);
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
}
