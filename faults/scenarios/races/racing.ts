import type { Council } from "../../load/governance.ts";
import type { History } from "../../load/history.ts";
import type { Installation } from "../../rig/installation.ts";

/** What a race needs, and where it says what went wrong. */
export type Racing = {
  readonly installation: Installation;
  readonly council: Council;
  readonly history: History;
  readonly faults: string[];
  readonly random: () => number;
};
