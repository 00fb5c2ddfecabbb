import { type Hit, type HitGroup, type HitOf, searchView } from "#lib/overview/views/search.ts";

const digest = `sha256:d72d${"0".repeat(56)}108e`;
const at = "2026-11-20T14:02:33.000Z";

export const releaseHit: HitOf<"release"> = {
  kind: "release",
  number: 7,
  model: "flight-delay",
  version: 2,
  pointer: "production",
  state: "in-review",
  author: "Ada Berg",
  digest,
  at,
};

/** One of each kind. */
const HITS: { readonly [Kind in Hit["kind"]]: HitOf<Kind> } = {
  model: {
    kind: "model",
    name: "flight-delay",
    title: "Will this flight be late?",
    tier: "high",
    owner: "Priya Nair",
  },
  version: {
    kind: "version",
    model: "flight-delay",
    number: 2,
    digest,
    registeredBy: "Jonas Lindqvist",
    liveOn: null,
    at,
  },
  release: releaseHit,
  rollout: {
    kind: "rollout",
    number: 4,
    release: 7,
    model: "flight-delay",
    version: 2,
    pointer: "production",
    state: "rolled-back",
    at,
  },
  incident: {
    kind: "incident",
    number: 3,
    title: "flight-delay v2 rolled back on production",
    summary: "Log-loss was worse by 0.077.",
    state: "open",
    at,
  },
  person: {
    kind: "person",
    id: "0197a1c0-0000-7000-8000-000000000001",
    name: "Anna Novak",
    roles: ["reviewer"],
    functions: ["data-science"],
  },
  event: {
    kind: "event",
    uid: "0197a1c0-0000-7000-8000-000000000002",
    index: 10482,
    action: "rollout.rolled-back",
    at,
  },
};

/** A group with one hit, parsed with the contract, so that it cannot drift. */
export const found = (kind: Hit["kind"], hit: Hit = HITS[kind], nextCursor: string | null = null): HitGroup =>
  searchView.parse({ groups: [{ kind, hits: [hit], nextCursor }], searched: [kind] }).groups[0]!;
