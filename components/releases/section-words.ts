import { functionLabels, listed } from "#components/access/words.ts";
import type { Section } from "#lib/councils/sections.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";

/** The sections of a release, as a sentence names them. */
export const sectionLabels: Readonly<Record<Section, string>> = {
  case: "the case",
  artifact: "the artifact",
  card: "the model card",
  evidence: "the evaluation",
  data: "the data",
  plan: "the rollout plan",
  target: "the target",
  policy: "the policy",
};

/** "the case, the artifact and the data" */
export const sectionsText = (sections: readonly Section[]): string =>
  listed(sections.map((section) => sectionLabels[section]));

/** "Security and Product" */
export const functionsText = (functions: readonly BusinessFunction[]): string =>
  listed(functions.map((name) => functionLabels[name]));

/** "a, b or c" */
export const eitherOf = (names: readonly string[]): string =>
  listed(names).replace(/ and (?=[^,]*$)/, " or ");
