import { SR_11_7, SR_26_2 } from "./banks.ts";
import { EU_AI_ACT } from "./eu-ai-act.ts";
import type { Framework } from "./framework.ts";
import { ISO_42001 } from "./iso-42001.ts";
import { NIST_AI_RMF } from "./nist-ai-rmf.ts";
import { OWASP_AISVS } from "./owasp-aisvs.ts";

/** What laws, standards and guidance ask of a change to a model, as of a day. A change of any of it is a new version. */
export const CATALOGUE: {
  readonly version: number;
  readonly asOf: string;
  readonly frameworks: readonly Framework[];
} = {
  version: 1,
  asOf: "2026-11-27",
  frameworks: [EU_AI_ACT, ISO_42001, NIST_AI_RMF, OWASP_AISVS, SR_26_2, SR_11_7],
};

/** The framework of an id; the first where there is none. */
export const frameworkOf = (id: string | undefined): Framework =>
  CATALOGUE.frameworks.find((one) => one.id === id) ?? CATALOGUE.frameworks[0]!;
