import { z } from "zod";
import { id, line, pointerName, prose } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { zonedText } from "#lib/kernel/zoned-time.ts";
import { freezeWindow, spanAt, windowFault, zoneName } from "./freeze-window.ts";

export const FREEZES_MAX = 100;

/** What a freeze covers and when. Its terms never change: a longer one is another, and ending one takes two people. */
export const freezeTerms = z.strictObject({
  window: freezeWindow,
  zone: zoneName,
  /** Ids of models; null for all. */
  models: z.array(id).min(1).max(100).nullable(),
  /** Names of pointers, such as production@eu, of whichever model; null for all. */
  pointers: z.array(pointerName).min(1).max(100).nullable(),
  /** Whether emergency changes pass. */
  emergencies: z.boolean(),
});
export type FreezeTerms = z.infer<typeof freezeTerms>;

export const freezeAsked = freezeTerms.extend({ name: line(80), reason: prose(500) });
export type FreezeAsked = z.infer<typeof freezeAsked>;

/** A freeze as far as it decides anything. */
export type Freeze = FreezeTerms & {
  readonly id: string;
  readonly name: string;
  /** When two people ended it. */
  readonly endedAt: Date | null;
  /** Ids of the releases that two people let pass. */
  readonly excepted: readonly string[];
};

/** What would start or go further. */
export type Moving = {
  readonly releaseId: string;
  readonly modelId: string;
  readonly pointer: string;
  readonly changeClass: string;
};

/** That something is frozen: until when, and by the last of the freezes that follow each other. */
export type Frozen = {
  readonly freeze: string;
  readonly name: string;
  readonly zone: string;
  readonly until: Date;
};

/** Whether anybody may make this freeze. It only tightens, so one person may. */
export function mayFreeze(
  { window, zone }: Pick<FreezeTerms, "window" | "zone">,
  { standing, modelsKnown, now }: { standing: number; modelsKnown: boolean; now: Date },
): Result<null, Refusal> {
  const fault = windowFault({ window, zone }, now);
  if (fault !== null) return refuse("invalid", "freeze-window", fault, { field: "window" });
  if (!modelsKnown)
    return refuse("invalid", "model-unknown", "There is no such model here.", { field: "models" });
  return standing < FREEZES_MAX
    ? ok(null)
    : refuse("conflict", "freezes-full", `A workspace has at most ${FREEZES_MAX} freezes.`, {
        todo: "End one that is no longer needed.",
      });
}

/** Whether a freeze covers this release. A release that two people excepted and, where it says so, an emergency pass. */
const covers = (freeze: Freeze, { releaseId, modelId, pointer, changeClass }: Moving): boolean =>
  freeze.endedAt === null &&
  (freeze.models === null || freeze.models.includes(modelId)) &&
  (freeze.pointers === null || freeze.pointers.includes(pointer)) &&
  !freeze.excepted.includes(releaseId) &&
  !(freeze.emergencies && changeClass === "emergency");

/** More freezes than that cannot follow each other without one of them coming again. */
const FOLLOWING_MAX = 2 * FREEZES_MAX;

/** Until when a release is frozen; null where it may start and go further. */
export function frozenBy(freezes: readonly Freeze[], moving: Moving, now: Date): Frozen | null {
  const binding = freezes.filter((freeze) => covers(freeze, moving));
  let frozen: Frozen | null = null;
  // One that begins before another ends prolongs it. Two windows that cover every week would never let go.
  for (let at = now, n = 0; n < FOLLOWING_MAX; n++) {
    const last = lastOf(binding, at);
    if (!last) break;
    frozen = last;
    at = last.until;
  }
  return frozen;
}

/** Of those in force at a moment, the one that ends last. */
const lastOf = (freezes: readonly Freeze[], at: Date): Frozen | null =>
  freezes
    .flatMap((freeze) => {
      const span = spanAt(freeze, at);
      const { id: of, name, zone } = freeze;
      return span ? [{ freeze: of, name, zone, until: span.until }] : [];
    })
    .toSorted((a, b) => a.until.getTime() - b.until.getTime() || (a.freeze < b.freeze ? -1 : 1))
    .at(-1) ?? null;

export const frozenUntil = ({ until, zone }: Pick<Frozen, "until" | "zone">): string =>
  `frozen until ${zonedText(until, zone)}`;

/** Freezes hold what would start or go further, never what rolls back or halts. */
export const notFrozen = (frozen: Frozen | null): Result<null, Refusal> =>
  frozen === null
    ? ok(null)
    : refuse("illegal", "frozen", `Changes are ${frozenUntil(frozen)}: ${frozen.name}.`, {
        todo: "It goes on by itself afterwards. Two people can except this release.",
        place: { label: "See the freezes", href: "/freezes" },
      });
