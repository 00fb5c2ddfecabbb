import type { Separation } from "./separation.ts";

const COSTS = {
  "root-without-privileges": [
    "Countersign's processes run as root without its privileges. Whoever takes one over cannot read the signing key, but",
    "can read every database password and change the code.",
  ],
  "one-user": [
    "Countersign's processes all run as one user. Whoever takes one over can read the signing key and every database",
    "password, and change the code.",
  ],
} as const;

const TODO: Readonly<Record<keyof typeof COSTS, string>> = {
  "root-without-privileges": "What else helps: docs/security.md, “Users of the processes”.",
  "one-user": "Start it as root, or run the signer apart: docs/security.md, “Users of the processes”.",
};

/** What the start says of how its processes are kept apart; nothing where each has a user of its own. */
export function separationLines(separation: Separation): string[] {
  if (separation.kind === "own-users") return [];
  return ["", ...COSTS[separation.kind], separation.why, TODO[separation.kind]];
}
