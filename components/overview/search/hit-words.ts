import { personTitle } from "#components/access/words.ts";
import { incidentLooks } from "#components/incidents/incident-looks.ts";
import { inPageWords } from "#components/metrics/judge-words.ts";
import { liveLook } from "#components/overview/model/version-state.ts";
import { releaseLooks } from "#components/releases/release-looks.ts";
import { rolloutLooks } from "#components/rollouts/rollout-looks.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import { hrefWith } from "#components/ui/href-with.ts";
import { shortDigest } from "#components/ui/short-digest.ts";
import type { StateLook } from "#components/ui/state-pill.tsx";
import type { SearchKind } from "#lib/overview/search.ts";
import type { Hit, HitOf } from "#lib/overview/views/search.ts";
import { releaseTitle } from "#lib/releases/release-title.ts";

/** Something found, as a line. */
export type HitLine = {
  readonly href: string;
  readonly title: string;
  readonly detail: string;
  readonly look: StateLook | null;
  readonly at: string | null;
};

export const kindLabels: Readonly<Record<SearchKind, string>> = {
  model: "Models",
  version: "Versions",
  release: "Releases",
  rollout: "Rollouts",
  incident: "Incidents",
  person: "People",
  event: "Events",
};

const LINES: { readonly [Kind in SearchKind]: (hit: HitOf<Kind>) => HitLine } = {
  model: ({ name, title, owner }) => ({
    href: `/models/${name}`,
    title: name,
    detail: `${title}, owned by ${owner}`,
    look: null,
    at: null,
  }),
  version: ({ model, number, digest, registeredBy, liveOn, at }) => ({
    href: `/models/${model}/versions/${number}`,
    title: `${model} v${number}`,
    detail: `${digestText(digest)}, registered by ${registeredBy}`,
    look: liveOn === null ? null : liveLook(liveOn),
    at,
  }),
  release: ({ number, state, author, digest, at, ...named }) => ({
    href: `/releases/${number}`,
    title: `Release ${number}: ${releaseTitle(named)}`,
    detail: `by ${author}, ${digestText(digest)}`,
    look: releaseLooks[state],
    at,
  }),
  rollout: ({ number, release, state, model, version, pointer, at }) => ({
    href: `/releases/${release}/rollout`,
    title: `Rollout ${number}: ${model} v${version} on ${pointer}`,
    detail: `of release ${release}`,
    look: rolloutLooks[state],
    at,
  }),
  incident: ({ number, title, summary, state, at }) => ({
    href: `/incidents/${number}`,
    title: `Incident ${number}: ${title}`,
    detail: inPageWords(summary),
    look: incidentLooks[state],
    at,
  }),
  person: ({ id, name, roles, functions }) => ({
    href: hrefWith("/audit", { person: id }),
    title: name,
    detail: `${personTitle({ roles, functions })}; everything they did`,
    look: null,
    at: null,
  }),
  event: ({ uid, index, action, at }) => ({
    href: `/audit/${index ?? uid}`,
    title: index === null ? "Event without a leaf yet" : `Leaf ${formatNumber(index)}`,
    detail: action,
    look: null,
    at,
  }),
};

export const hitLine = <Kind extends SearchKind>(hit: HitOf<Kind> & { readonly kind: Kind }): HitLine =>
  lineOf(hit.kind, hit);
const lineOf = <Kind extends SearchKind>(kind: Kind, hit: HitOf<Kind>): HitLine => LINES[kind](hit);

export const hitKey = (hit: Hit): string => `${hit.kind} ${hitLine(hit).href}`;

function digestText(digest: string): string {
  const { prefix, short } = shortDigest(digest);
  return `${prefix} ${short}`;
}

const FINDABLE: Readonly<Record<SearchKind, string>> = {
  model: "models by name, purpose or owner",
  version: "versions such as v2",
  release: "releases by number, author or state",
  rollout: "rollouts by number or state",
  incident: "incidents",
  person: "people",
  event: "events by leaf",
};

/** What the reader may search for, in one sentence. */
export function findableText(searched: readonly SearchKind[]): string {
  const kinds = searched.map((kind) => FINDABLE[kind]);
  return `Finds ${kinds.join(", ")}. Words such as “rolled back” and the beginning of a digest work too.`;
}
