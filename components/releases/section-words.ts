import type { Section } from "#lib/councils/sections.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";

/** The sections of a release. */
export const sectionNames: Readonly<Record<Section, string>> = {
  case: "case",
  artifact: "artifact",
  card: "model card",
  evidence: "evaluation",
  data: "data",
  plan: "rollout plan",
  target: "target",
  policy: "policy",
};

/** "the case, the artifact and the data" */
export const sectionsText = (sections: readonly Section[]): string =>
  listed(sections.map((section) => `the ${sectionNames[section]}`));

/** "Security and Product" */
export const functionsText = (functions: readonly BusinessFunction[]): string =>
  listed(functions.map((name) => functionLabels[name]));
