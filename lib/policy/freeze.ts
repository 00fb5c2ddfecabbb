import { z } from "zod";
import { id, line, pointerName, prose } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { zonedText } from "#lib/kernel/zoned-time.ts";
import {
  type FreezeWindow,
  freezeWindow,
  type StandingWindow,
  spanAt,
  standingWindow,
  windowFault,
  zoneName,
} from "./freeze-window.ts";

export const FREEZES_MAX = 100;

/** What a freeze covers and when. Its terms never change: a longer one is another, and ending one takes two people. */
export const freezeTerms = z.strictObject({
  window: z.union([freezeWindow, standingWindow]),
  zone: zoneName,
  /** Ids of models; null for all. */
  models: z.array(id).min(1).max(100).nullable(),
  /** Names of pointers, such as production@eu, of whichever model; null for all. */
  pointers: z.array(pointerName).min(1).max(100).nullable(),
  /** Whether emergency changes pass. */
  emergencies: z.boolean(),
});
export type FreezeTerms = z.infer<typeof freezeTerms>;

export const freezeAsked = freezeTerms.extend({ window: freezeWindow, name: line(80), reason: prose(500) });
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
type InWindow = {
  readonly freeze: string;
  readonly name: string;
  readonly zone: string;
  readonly until: Date;
};

/** That it is held until two people end it: its pointer is off, or all rollouts are stopped. */
type Standing = { readonly freeze: string; readonly name: string; readonly standing: StandingWindow["kind"] };
export type Frozen = InWindow | Standing;

/** The terms of what a pointer is switched off by: nothing goes out there, no emergency either. */
export const offTerms = (pointer: {
  readonly id: string;
  readonly modelId: string;
  readonly name: string;
}): FreezeTerms => ({
  window: { kind: "off", pointer: pointer.id },
  zone: "UTC",
  models: [pointer.modelId],
  pointers: [pointer.name],
  emergencies: false,
});

/** The terms of the stop of all rollouts. */
export const STOP_TERMS: FreezeTerms = {
  window: { kind: "stop" },
  zone: "UTC",
  models: null,
  pointers: null,
  emergencies: false,
};

type Windowed = { readonly window: FreezeWindow; readonly zone: string };

/** Whether it has no end of its own. */
export const isStanding = (window: FreezeTerms["window"]): window is StandingWindow =>
  window.kind === "off" || window.kind === "stop";

/** Whether anybody may make this freeze. It only tightens, so one person may. */
export function mayFreeze(
  { window, zone }: Windowed,
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
  const standing = standingOf(binding);
  if (standing) return standing;
  let frozen: InWindow | null = null;
  // One that begins before another ends prolongs it. Two windows that cover every week would never let go.
  for (let at = now, n = 0; n < FOLLOWING_MAX; n++) {
    const last = lastOf(binding, at);
    if (!last) break;
    frozen = last;
    at = last.until;
  }
  return frozen;
}

/** What has no end of its own outlasts every window; the stop of all rollouts comes first. */
function standingOf(binding: readonly Freeze[]): Standing | null {
  const found = binding.flatMap(({ id: freeze, name, window }): Standing[] =>
    isStanding(window) ? [{ freeze, name, standing: window.kind }] : [],
  );
  return found.find(({ standing }) => standing === "stop") ?? found[0] ?? null;
}

/** Whether a stop or a pointer's switch holds what goes on with no widening, too: a rollout that somebody resumes. */
export const heldStanding = (freezes: readonly Freeze[], moving: Moving): Result<null, Refusal> =>
  notFrozen(standingOf(freezes.filter((freeze) => covers(freeze, moving))));

/** Of those in force at a moment, the one that ends last. */
const lastOf = (freezes: readonly Freeze[], at: Date): InWindow | null =>
  freezes
    .flatMap(({ id: of, name, zone, window }) => {
      const span = isStanding(window) ? null : spanAt({ window, zone }, at);
      return span ? [{ freeze: of, name, zone, until: span.until }] : [];
    })
    .toSorted((a, b) => a.until.getTime() - b.until.getTime() || (a.freeze < b.freeze ? -1 : 1))
    .at(-1) ?? null;

export const frozenUntil = (frozen: Frozen): string =>
  "standing" in frozen
    ? { off: "switched off", stop: "stopped" }[frozen.standing]
    : `frozen until ${zonedText(frozen.until, frozen.zone)}`;

const heldBy = {
  off: (name: string) =>
    refuse("illegal", "pointer-off", `${name}: nothing starts or goes further there.`, {
      todo: "Two people can switch it on again.",
      place: { label: "See why it is off", href: "/freezes" },
    }),
  stop: () =>
    refuse("illegal", "all-stopped", "All rollouts are stopped: none starts, resumes or goes further.", {
      todo: "Roll back what does harm. Two people can end the stop.",
      place: { label: "See the stop", href: "/freezes" },
    }),
} as const satisfies Record<StandingWindow["kind"], (name: string) => Result<never, Refusal>>;

/** Freezes hold what would start or go further, never what rolls back or halts. */
export function notFrozen(frozen: Frozen | null): Result<null, Refusal> {
  if (frozen === null) return ok(null);
  if ("standing" in frozen) return heldBy[frozen.standing](frozen.name);
  return refuse("illegal", "frozen", `Changes are ${frozenUntil(frozen)}: ${frozen.name}.`, {
    todo: "It goes on by itself afterwards. Two people can except this release.",
    place: { label: "See the freezes", href: "/freezes" },
  });
}
