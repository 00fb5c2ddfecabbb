import { z } from "zod";
import { type Permission, whyNotPermitted } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { line } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { foundEvents } from "#lib/overview/rows/found-events.ts";
import { foundIncidents } from "#lib/overview/rows/found-incidents.ts";
import { foundModels } from "#lib/overview/rows/found-models.ts";
import { foundPeople } from "#lib/overview/rows/found-people.ts";
import { foundReleases } from "#lib/overview/rows/found-releases.ts";
import { foundRollouts } from "#lib/overview/rows/found-rollouts.ts";
import { foundVersions } from "#lib/overview/rows/found-versions.ts";
import type { Asked, Found } from "#lib/overview/rows/search-terms.ts";
import { SEARCH_KINDS, type SearchKind, termsOf } from "#lib/overview/search.ts";
import { type Hit, type HitGroup, searchView } from "#lib/overview/views/search.ts";

const HITS_MAX = 50;
/** Nobody reads further; whoever would narrows the search. */
const OFFSET_MAX = 10_000;

type Source = {
  readonly permission: Permission;
  find(tx: Tx, asked: Asked, caller: Caller, now: Date): Promise<Found<Hit>[]>;
};

/** Where each kind is found, and who may. */
const SOURCES: Readonly<Record<SearchKind, Source>> = {
  model: { permission: "registry:read", find: foundModels },
  version: { permission: "registry:read", find: foundVersions },
  release: { permission: "release:read", find: foundReleases },
  rollout: { permission: "rollout:read", find: foundRollouts },
  incident: { permission: "rollout:read", find: foundIncidents },
  person: { permission: "audit:read", find: foundPeople },
  event: { permission: "audit:read", find: foundEvents },
};

/** Everything that meets every word: names, numbers, states as pages word them, digests and their beginnings. */
export const search = defineQuery({
  name: "search",
  permission: "registry:read",
  summary: "Search models, versions, releases, rollouts, incidents, people and events",
  input: z.strictObject({
    q: line(200).optional(),
    /** Only this kind. */
    kind: z.enum(SEARCH_KINDS).optional(),
    /** The `nextCursor` of a kind. */
    cursor: z.coerce.number().int().min(0).max(OFFSET_MAX).default(0),
    /** At most this many of each kind. */
    limit: z.coerce.number().int().min(1).max(HITS_MAX).default(6),
  }),
  output: searchView,

  async load(tx, { q, kind: only, cursor: offset, limit }, { caller, now }) {
    const searched = SEARCH_KINDS.filter(
      (kind) => whyNotPermitted(caller, SOURCES[kind].permission) === null,
    );
    const terms = termsOf(q ?? "");
    const named = SEARCH_KINDS.find((kind) => terms.some((term) => term.kind === kind));
    if (terms.length === 0) return ok({ groups: [], searched });
    const asked = searched.filter((kind) => !only || kind === only);
    const answers = await Promise.all(
      asked.map((kind) => SOURCES[kind].find(tx, { terms, offset, take: limit + 1 }, caller, now)),
    );
    const groups: (HitGroup & { exact: boolean })[] = [];
    for (const [index, found] of answers.entries()) {
      const kind = asked[index]!;
      if (found.length === 0) continue;
      const hits = found.slice(0, limit).map(({ hit }) => hit);
      const nextCursor = found.length > limit ? String(offset + limit) : null;
      groups.push({ kind, hits, nextCursor, exact: kind === named || found[0]!.exact });
    }
    const ranked = [...groups.filter(({ exact }) => exact), ...groups.filter(({ exact }) => !exact)];
    return ok({ groups: ranked.map(({ exact: _, ...group }) => group), searched });
  },
});
