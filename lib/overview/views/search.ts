import { z } from "zod";
import { INCIDENT_STATES } from "#lib/incidents/incident.ts";
import { FUNCTIONS, ROLES } from "#lib/kernel/caller.ts";
import { SEARCH_KINDS } from "#lib/overview/search.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { RELEASE_STATES } from "#lib/releases/release.ts";
import { ROLLOUT_STATES } from "#lib/rollouts/rollout.ts";

const named = { model: z.string(), version: z.number(), pointer: z.string() };
const numbered = { number: z.number(), at: z.string() };

const hit = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("model"),
    name: z.string(),
    title: z.string(),
    tier: z.enum(TIERS),
    owner: z.string(),
  }),
  z.object({
    kind: z.literal("version"),
    ...numbered,
    model: z.string(),
    digest: z.string(),
    registeredBy: z.string(),
    /** The first pointer whose base it is; null where it is not live. */
    liveOn: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("release"),
    ...numbered,
    ...named,
    state: z.enum(RELEASE_STATES),
    author: z.string(),
    digest: z.string(),
  }),
  z.object({
    kind: z.literal("rollout"),
    ...numbered,
    ...named,
    release: z.number(),
    state: z.enum(ROLLOUT_STATES),
  }),
  z.object({
    kind: z.literal("incident"),
    ...numbered,
    title: z.string(),
    summary: z.string(),
    state: z.enum(INCIDENT_STATES),
  }),
  z.object({
    kind: z.literal("person"),
    id: z.string(),
    name: z.string(),
    roles: z.array(z.enum(ROLES)),
    functions: z.array(z.enum(FUNCTIONS)),
  }),
  z.object({
    kind: z.literal("event"),
    uid: z.string(),
    index: z.number().nullable(),
    action: z.string(),
    at: z.string(),
  }),
]);
export type Hit = z.infer<typeof hit>;
export type HitOf<Kind extends Hit["kind"]> = Extract<Hit, { kind: Kind }>;

const hitGroup = z.object({
  kind: z.enum(SEARCH_KINDS),
  /** The best first. */
  hits: z.array(hit),
  /** Pass it with `kind` for the next ones; null after the last. */
  nextCursor: z.string().nullable(),
});
export type HitGroup = z.infer<typeof hitGroup>;

export const searchView = z.object({
  /** The kinds with something found, those with an exact match first. */
  groups: z.array(hitGroup),
  /** What the reader may search; the rest is not looked at. */
  searched: z.array(z.enum(SEARCH_KINDS)),
});
export type SearchView = z.infer<typeof searchView>;
