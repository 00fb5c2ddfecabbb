import { filledHeadings } from "./card-sections.ts";
import type { Tier } from "./tier.ts";

/** A section of a model card and the headings that identify it. */
type CardSection = { readonly name: string; readonly headings: RegExp; readonly tiers: readonly Tier[] };

const EVERY: readonly Tier[] = ["low", "limited", "high", "critical"];
const LIMITED_UP: readonly Tier[] = ["limited", "high", "critical"];
const HIGH_UP: readonly Tier[] = ["high", "critical"];

/**
 * The sections of a card and the tiers that require each: those of Mitchell et al., "Model Cards for Model
 * Reporting" (2019), under the headings that they and Hugging Face's template use.
 */
const SECTIONS: readonly CardSection[] = [
  { name: "model details", headings: /^model (details|description|summary)|^details$/, tiers: EVERY },
  { name: "intended use", headings: /intended use|^uses?$|direct use/, tiers: EVERY },
  { name: "out of scope", headings: /out[- ]of[- ]scope|misuse/, tiers: LIMITED_UP },
  { name: "factors", headings: /^factors|what moves|influence|subgroups|slices/, tiers: HIGH_UP },
  { name: "metrics", headings: /metrics|^results|quantitative analys/, tiers: EVERY },
  { name: "training data", headings: /training (data|details)/, tiers: EVERY },
  { name: "evaluation data", headings: /(evaluation|testing|test) data|^evaluation$/, tiers: LIMITED_UP },
  { name: "ethical considerations", headings: /ethic|bias|fairness/, tiers: HIGH_UP },
  { name: "caveats and recommendations", headings: /caveat|limitation|recommendation/, tiers: LIMITED_UP },
  { name: "environmental impact", headings: /environment/, tiers: HIGH_UP },
];

/** A card with these sections added, each an empty heading for the author to fill. */
export const withSections = (markdown: string, names: readonly string[]): string =>
  [markdown.trimEnd(), ...names.map((name) => `## ${name.charAt(0).toUpperCase()}${name.slice(1)}`)]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n\n");

/** The sections that a card has, whatever its tier. */
export function cardSections(markdown: string): string[] {
  const headings = filledHeadings(markdown);
  return SECTIONS.filter(({ headings: are }) => headings.some((one) => are.test(one))).map(
    ({ name }) => name,
  );
}

export type CardCompleteness = { readonly asked: readonly string[]; readonly missing: readonly string[] };

/** The sections that this tier requires of a card, and those this card lacks. */
export function cardCompleteness(markdown: string, tier: Tier): CardCompleteness {
  const headings = filledHeadings(markdown);
  const asked = SECTIONS.filter((section) => section.tiers.includes(tier));
  const missing = asked.filter((section) => !headings.some((heading) => section.headings.test(heading)));
  return { asked: asked.map(({ name }) => name), missing: missing.map(({ name }) => name) };
}
