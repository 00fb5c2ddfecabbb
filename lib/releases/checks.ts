import { z } from "zod";
import { betterOf } from "#lib/metrics/catalogue.ts";
import { changeState, gainOf } from "#lib/metrics/change.ts";
import type { MetricDelta } from "#lib/registry/evaluation.ts";

/** A named check of a release: its state, what it found, and where to act on it. */
export const checkSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(["pass", "fail", "hold"]),
  message: z.string(),
  resolution: z.object({ action: z.string(), href: z.string() }).optional(),
});
export type Check = z.infer<typeof checkSchema>;

const WORST_FIRST: readonly Check["status"][] = ["fail", "hold", "pass"];

export const worstFirst = (checks: readonly Check[]): Check[] =>
  checks.toSorted((a, b) => WORST_FIRST.indexOf(a.status) - WORST_FIRST.indexOf(b.status));

type Facts = {
  readonly number: number;
  readonly model: string;
  readonly version: number;
  readonly baseVersion: number | null;
  readonly baseStillLive: boolean;
  /**
   * The candidate's comparison with the live version, from a report bound to its artifact; null where none was filed.
   */
  readonly comparison: {
    readonly metrics: readonly MetricDelta[];
    readonly slices: readonly { readonly n: number; readonly metrics: readonly MetricDelta[] }[];
  } | null;
  /** Seats that nobody can fill, with how many people are missing. */
  readonly unfillable: readonly { readonly function: string; readonly missing: number }[];
  readonly newerCard: boolean;
};

/** Everything a reviewer would otherwise look up, all at once, for people and programs alike. */
export function releaseChecks(facts: Facts): Check[] {
  return [
    comparedWithLive(facts),
    nothingWorse(facts),
    slicesHold(facts),
    baseIsLive(facts),
    seatsFillable(facts),
    cardIsLatest(facts),
  ];
}

/** Is the change proven worse? */
export const isWorse = (delta: MetricDelta): boolean =>
  changeState(gainOf({ better: betterOf(delta) }, delta), null) === "worse";

function comparedWithLive({ comparison, baseVersion, model, version }: Facts): Check {
  const check = { id: "compared-with-live", title: "Compared with the live version" };
  if (baseVersion === null) return { ...check, status: "pass", message: "Nothing is live here yet." };
  if (comparison)
    return { ...check, status: "pass", message: `On the same rows as v${baseVersion}, bound to these bits.` };
  const href = `/models/${model}/versions/${version}`;
  return {
    ...check,
    status: "fail",
    message: `No report compares this version with v${baseVersion}.`,
    resolution: { action: "Look at its reports", href },
  };
}

function nothingWorse({ comparison }: Facts): Check {
  const check = { id: "no-metric-worse", title: "No metric proven worse" };
  if (!comparison) return { ...check, status: "hold", message: "Nothing to compare." };
  const worse = comparison.metrics.filter(isWorse).map(({ metric }) => metric);
  return worse.length === 0
    ? { ...check, status: "pass", message: `${comparison.metrics.length} metrics compared.` }
    : { ...check, status: "fail", message: `Proven worse: ${worse.join(", ")}.` };
}

function slicesHold({ comparison }: Facts): Check {
  const check = { id: "no-slice-worse", title: "No declared slice proven worse" };
  if (!comparison || comparison.slices.length === 0)
    return { ...check, status: "hold", message: "No slice was compared." };
  const worse = comparison.slices.filter((slice) => slice.metrics.some(isWorse)).length;
  const all = comparison.slices.length;
  return worse === 0
    ? { ...check, status: "pass", message: `${all} slices compared.` }
    : {
        ...check,
        status: "hold",
        message: `${worse} of ${all} slices are proven worse in at least one metric; see the evaluation.`,
      };
}

function baseIsLive({ baseStillLive, baseVersion }: Facts): Check {
  const check = { id: "base-still-live", title: "Base version is still live" };
  if (baseStillLive)
    return {
      ...check,
      status: "pass",
      message: baseVersion === null ? "Nothing is live." : `v${baseVersion} is still live.`,
    };
  return {
    ...check,
    status: "fail",
    message: "The live version has changed; edit the release to review it against the new one.",
  };
}

function seatsFillable({ unfillable }: Facts): Check {
  const check = { id: "seats-fillable", title: "Every seat can be filled" };
  if (unfillable.length === 0)
    return { ...check, status: "pass", message: "Each seat has eligible signers who did not contribute." };
  const named = unfillable.map(({ function: name, missing }) => `${name} (${missing} missing)`).join(", ");
  return {
    ...check,
    status: "fail",
    message: `No eligible signer for ${named}.`,
    resolution: { action: "Assign people", href: "/settings" },
  };
}

function cardIsLatest({ newerCard, number }: Facts): Check {
  const check = { id: "card-is-latest", title: "Model card is the latest" };
  return newerCard
    ? {
        ...check,
        status: "hold",
        message: "A newer revision is not part of this release.",
        resolution: { action: "Edit the release", href: `/releases/${number}/edit` },
      }
    : { ...check, status: "pass", message: "No newer revision." };
}
