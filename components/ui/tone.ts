/** What a state means for the reader. `none` means no evidence and is always hatched. */
export type Tone = "pass" | "fail" | "hold" | "none" | "yours" | "plain";

/** Text on its own weak ground; the pairs hold 4.5 : 1 in both palettes. */
export const toneClass: Record<Tone, string> = {
  pass: "text-pass bg-pass-weak",
  fail: "text-fail bg-fail-weak",
  hold: "text-hold bg-hold-weak",
  none: "text-ink-2 bg-sunken hatched-faint",
  yours: "text-accent bg-accent-weak",
  plain: "text-ink-2 bg-sunken",
};

/** The same tone as a CSS colour, for drawings. */
export const toneColor: Record<Tone, string> = {
  pass: "var(--pass)",
  fail: "var(--fail)",
  hold: "var(--hold)",
  none: "var(--ink-3)",
  yours: "var(--accent)",
  plain: "var(--ink-3)",
};

export const toneBorder: Record<Tone, string> = {
  pass: "border-pass/30",
  fail: "border-fail/30",
  hold: "border-hold/30",
  none: "border-line-strong border-dashed",
  yours: "border-accent/30",
  plain: "border-line",
};
