import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { slug } from "#lib/kernel/fields.ts";
import { betterOf } from "#lib/metrics/catalogue.ts";
import { changeState, gainOf } from "#lib/metrics/change.ts";
import type { MetricDelta } from "#lib/registry/evaluation.ts";
import { slicesWorse } from "#lib/registry/slices-sharing-error.ts";

/** Who signed a waiver, under the name at the time, and for which function. */
export const waiverSigner = z.object({ name: z.string(), function: z.enum(FUNCTIONS) });

/** A named check of a release: its state, what it found, and where to act on it. */
export const checkSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** `waived`: a gate that does not pass, and that a waiver covers. */
  status: z.enum(["pass", "fail", "hold", "waived"]),
  message: z.string(),
  /** Of a gate of the policy: whether the release waits for it, or a reason is enough. */
  severity: z.enum(["block", "warn"]).optional(),
  resolution: z.object({ action: z.string(), href: z.string() }).optional(),
  /** What covers a gate that does not pass, who signed it, and until when. */
  waiver: z.object({ number: z.number(), until: z.string(), signedBy: z.array(waiverSigner) }).optional(),
  /** Of a gate that fails and may be waived: by whom, and where that is asked for. */
  waivable: z.object({ function: z.enum(FUNCTIONS), href: z.string() }).optional(),
  /** When what it found happened. */
  at: z.string().optional(),
});
export type Check = z.infer<typeof checkSchema>;

/** The failing checks that somebody was shown, as a command takes them. A client that says nothing is not asked. */
export const shownChecks = z.array(slug).max(100).optional();

export const failing = (checks: readonly Check[]): Check[] =>
  checks.filter(({ status }) => status === "fail");

const WORST_FIRST: readonly Check["status"][] = ["fail", "hold", "waived", "pass"];

export const worstFirst = (checks: readonly Check[]): Check[] =>
  checks.toSorted((a, b) => WORST_FIRST.indexOf(a.status) - WORST_FIRST.indexOf(b.status));

const TITLES = {
  "compared-with-live": "Compared with the live version",
  "no-metric-worse": "No metric proven worse",
  "no-slice-worse": "No declared slice proven worse",
  "base-still-live": "Base version is still live",
  "not-rolled-back": "Last rollout was not rolled back",
  "seats-fillable": "Every seat can be filled",
  "card-is-latest": "Model card is the latest",
} as const;

const checkOf = (id: keyof typeof TITLES) => ({ id, title: TITLES[id] });

/** The title of a check as it is recorded; the id itself where a later version does not know it. */
export const checkTitle = (id: string): string =>
  Object.entries(TITLES).find(([known]) => known === id)?.[1] ?? id;

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
  /** The rollback that the last rollout here, or the last one of this version, ended with. */
  readonly rolledBack: RolledBack | null;
};

/** A rollback that a release has to answer for. */
export type RolledBack = {
  readonly version: number;
  /** Is it the version of the release itself? */
  readonly same: boolean;
  readonly pointer: string;
  readonly release: number;
  readonly at: Date;
  readonly incident: { readonly number: number; readonly open: boolean } | null;
};

/** Everything a reviewer would otherwise look up, all at once, for people and programs alike. */
export function releaseChecks(facts: Facts): Check[] {
  return [
    comparedWithLive(facts),
    nothingWorse(facts),
    slicesHold(facts),
    baseIsLive(facts),
    notRolledBack(facts),
    seatsFillable(facts),
    cardIsLatest(facts),
  ];
}

/** Is the change proven worse? */
export const isWorse = (delta: MetricDelta): boolean =>
  changeState(gainOf({ better: betterOf(delta) }, delta), null) === "worse";

function comparedWithLive({ comparison, baseVersion, model, version }: Facts): Check {
  const check = checkOf("compared-with-live");
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
  const check = checkOf("no-metric-worse");
  if (!comparison) return { ...check, status: "hold", message: "Nothing to compare." };
  const worse = comparison.metrics.filter(isWorse).map(({ metric }) => metric);
  return worse.length === 0
    ? { ...check, status: "pass", message: `${comparison.metrics.length} metrics compared.` }
    : { ...check, status: "fail", message: `Proven worse: ${worse.join(", ")}.` };
}

function slicesHold({ comparison }: Facts): Check {
  const check = checkOf("no-slice-worse");
  if (!comparison || comparison.slices.length === 0)
    return { ...check, status: "hold", message: "No slice was compared." };
  const worse = slicesWorse(comparison.slices).length;
  const all = comparison.slices.length;
  return worse === 0
    ? { ...check, status: "pass", message: `${all} slices compared, error shared among them.` }
    : {
        ...check,
        status: "hold",
        message: `${worse} of ${all} slices are proven worse in at least one metric, even with the error shared among them; see the evaluation.`,
      };
}

function baseIsLive({ baseStillLive, baseVersion }: Facts): Check {
  const check = checkOf("base-still-live");
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

/** Fails while the incident is open, and for a version that was itself rolled back; afterwards it waits for a look. */
function notRolledBack({ rolledBack }: Facts): Check {
  const check = checkOf("not-rolled-back");
  if (!rolledBack) return { ...check, status: "pass", message: "No rollback to answer for." };
  const { version, same, pointer, release, at, incident } = rolledBack;
  const what = `v${version} was rolled back on ${pointer}`;
  const where = incident
    ? { action: `Open incident ${incident.number}`, href: `/incidents/${incident.number}` }
    : { action: "See its rollout", href: `/releases/${release}/rollout` };
  return {
    ...check,
    status: same || incident?.open ? "fail" : "hold",
    message: incident
      ? `${what}; incident ${incident.number} is ${incident.open ? "open" : "closed"}.`
      : `${what}.`,
    at: at.toISOString(),
    resolution: where,
  };
}

function seatsFillable({ unfillable }: Facts): Check {
  const check = checkOf("seats-fillable");
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
  const check = checkOf("card-is-latest");
  return newerCard
    ? {
        ...check,
        status: "hold",
        message: "A newer revision is not part of this release.",
        resolution: { action: "Edit the release", href: `/releases/${number}/edit` },
      }
    : { ...check, status: "pass", message: "No newer revision." };
}
