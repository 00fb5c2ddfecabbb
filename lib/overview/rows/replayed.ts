import type { Replayed } from "#lib/audit/rows/replayed.ts";
import { replayedDelegations } from "#lib/councils/rows/replayed-delegations.ts";
import { replayedModels } from "#lib/councils/rows/replayed-models.ts";
import { replayedPeople } from "#lib/councils/rows/replayed-people.ts";
import { replayedPolicies } from "#lib/councils/rows/replayed-policies.ts";
import { replayedSittings } from "#lib/councils/rows/replayed-sittings.ts";
import { replayedPointers } from "#lib/exposure/rows/replayed-pointers.ts";
import { replayedIncidents } from "#lib/incidents/rows/replayed-incidents.ts";
import { replayedFreezes } from "#lib/policy/rows/replayed-freezes.ts";
import { replayedReleases } from "#lib/releases/rows/replayed-releases.ts";
import { replayedTemplates } from "#lib/releases/rows/replayed-templates.ts";
import { replayedRollouts } from "#lib/rollouts/rows/replayed-rollouts.ts";

/** Everything that a replay of the log compares, room by room. */
export const REPLAYED: readonly Replayed[] = [
  replayedReleases,
  replayedRollouts,
  replayedIncidents,
  replayedPointers,
  replayedModels,
  replayedPolicies,
  replayedFreezes,
  replayedTemplates,
  replayedPeople,
  replayedDelegations,
  replayedSittings,
];
