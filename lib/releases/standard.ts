import { type Envelope, envelopeState, PARTS, type Part } from "#lib/councils/envelope.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import { isAtLeast, type Tier } from "#lib/registry/tier.ts";
import type { Plan } from "./plan.ts";
import type { ReleaseSections } from "./sections.ts";

/** What one report measured, as far as envelopes ask. */
export type MeasuredReport = {
  /** The dataset's digest. */
  readonly dataset: string;
  readonly metrics: readonly { readonly metric: string; readonly value: number | null }[];
};

/** A release that claims the standard class, with what the claim is measured by. */
export type Claiming = {
  readonly release: { readonly id: string; readonly pointerId: string; readonly tierNow: Tier };
  readonly sections: ReleaseSections;
  readonly contributors: readonly { readonly personId: string }[];
  /** The reports that its evidence names. */
  readonly reports: readonly MeasuredReport[];
};

export const BOUNDS = [
  "digest",
  "pointer",
  "tier",
  "substantial",
  "apart",
  "part",
  "metric",
  "size",
  "first",
  "step",
] as const;

/** One bound of an envelope beside what the release is. */
export type MeasuredBound = {
  readonly bound: (typeof BOUNDS)[number];
  /** The part or the metric. */
  readonly name: string | null;
  readonly limit: number | null;
  /** Null where there is no number, or none was measured: then it is not inside. */
  readonly measured: number | null;
  /** By how much it is beyond the limit. */
  readonly over: number | null;
  readonly ok: boolean;
};

/**
 * Every bound of an envelope, measured against the release that a whole council reviewed last, however many went out under
 * it since. What was not measured is not inside.
 */
export function boundsOf(envelope: Envelope, claiming: Claiming): MeasuredBound[] {
  const { terms, base } = envelope;
  const { sections, release, contributors } = claiming;
  const parts = partsOf(sections);
  const bytes = bytesOf(sections);
  const size = bytes === null || base.bytes === null ? null : percentApart(bytes, base.bytes);
  const shares = sharesOf(sections);
  return [
    holds("digest", sections.target.envelope?.digest === envelope.digest),
    holds("pointer", release.pointerId === envelope.pointer),
    holds("tier", isAtLeast(envelope.tier, release.tierNow)),
    holds("substantial", !sections.case.substantialModification.is),
    holds("apart", !contributors.some(({ personId }) => envelope.signers.includes(personId))),
    ...PARTS.filter((part) => !terms.mayChange.includes(part)).map((part) =>
      holds("part", parts[part] !== null && parts[part] === base.parts[part], part),
    ),
    ...terms.metrics.map(({ metric, dataset, worse }) =>
      within("metric", Number(worse), worseBy({ metric, dataset }, envelope, claiming.reports), metric),
    ),
    within("size", terms.sizePercent, size),
    within("first", terms.firstPercent, shares.first),
    within("step", terms.stepPercent, shares.step),
  ];
}

const holds = (bound: MeasuredBound["bound"], ok: boolean, name: string | null = null): MeasuredBound => ({
  bound,
  name,
  limit: null,
  measured: null,
  over: null,
  ok,
});

const within = (
  bound: MeasuredBound["bound"],
  limit: number,
  measured: number | null,
  name: string | null = null,
): MeasuredBound => {
  const over = measured !== null && measured > limit ? tidy(measured - limit) : null;
  return { bound, name, limit, measured, over, ok: measured !== null && over === null };
};

/** Differences of decimal numbers, without what binary ones add to them. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** What an envelope compares of a release's content, by part; null where the release does not say. */
export const partsOf = ({
  artifact,
  data,
  plan,
}: Pick<ReleaseSections, "artifact" | "data" | "plan">): Record<Part, string | null> => ({
  code: artifact.codeCommit,
  dependencies: artifact.lockDigest,
  configuration: artifact.configDigest,
  datasets: digestOfJson(data.datasets),
  schema: data.schemaDigest,
  plan: digestOfJson(plan),
});

/** The size of its files together; null where they are too many to be listed in what is signed. */
export const bytesOf = ({ artifact }: Pick<ReleaseSections, "artifact">): number | null =>
  artifact.manifest?.reduce((sum, { size }) => sum + size, 0) ?? null;

const percentApart = (value: number, base: number): number | null =>
  base === 0 ? (value === 0 ? 0 : null) : Number(((Math.abs(value - base) / base) * 100).toFixed(2));

/** The worst that its reports measured, so that nobody files another until one fits; null where none measured it. */
export function worstOf(
  { metric, dataset }: { readonly metric: string; readonly dataset: string },
  reports: readonly MeasuredReport[],
): number | null {
  const better = catalogued(metric)?.better;
  const found = reports
    .filter((report) => report.dataset === dataset)
    .flatMap(({ metrics }) => metrics.filter((one) => one.metric === metric));
  const values = found.flatMap(({ value }) => (value === null ? [] : [value]));
  if (better === undefined || found.length === 0 || values.length < found.length) return null;
  return better === "lower" ? Math.max(...values) : Math.min(...values);
}

function worseBy(
  of: { readonly metric: string; readonly dataset: string },
  { base }: Envelope,
  reports: readonly MeasuredReport[],
): number | null {
  const was = base.metrics.find((one) => one.metric === of.metric && one.dataset === of.dataset)?.value;
  const is = worstOf(of, reports);
  if (was === undefined || is === null) return null;
  return tidy(catalogued(of.metric)?.better === "lower" ? is - Number(was) : Number(was) - is);
}

/** How much traffic its plan gives the candidate first, and by how much at most it grows then. */
function sharesOf({ plan, target }: Pick<ReleaseSections, "plan" | "target">) {
  const served = target.base === null ? [] : servedIn(plan);
  const [first = 100, ...later] = [...served, 100];
  const steps = later.map((share, i) => share - [first, ...later][i]!);
  return { first, step: tidy(Math.max(0, ...steps)) };
}

const servedIn = ({ stages }: Pick<Plan, "stages">): number[] =>
  stages.filter(({ kind, trafficPercent }) => kind !== "shadow" && trafficPercent > 0).map(shareOf);
const shareOf = ({ trafficPercent }: Plan["stages"][number]): number => trafficPercent;

/** Whether this release may go out under the envelope now: it is in force, and has a use left or is one of its uses. */
export function isOpenFor(envelope: Envelope, releaseId: string, now: Date): boolean {
  const state = envelopeState(envelope, now);
  const used = envelope.uses.some(({ release }) => release === releaseId);
  return state === "in-force" || (state === "used-up" && used);
}
