const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** What the `theme` cookie says; anything unknown follows the reader's system. */
export function themeFromCookie(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}
