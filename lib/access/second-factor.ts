import type { PersonCaller } from "#lib/kernel/caller.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { typedCode } from "#lib/kernel/typed-code.ts";

/** The second factors a person can have: a passkey, or an app that shows one-time codes. */
export const FACTOR_KINDS = ["webauthn", "totp"] as const;
export type FactorKind = (typeof FACTOR_KINDS)[number];

/** Whether a workspace requires a second factor or makes it optional. */
export const FACTOR_RULES = ["offered", "required"] as const;
export type FactorRule = (typeof FACTOR_RULES)[number];

/** How a person proved who they are, recorded with sessions, signatures and their audit events. */
export type ProofMethod = "password" | "provider" | FactorKind | "recovery";

export const FACTORS_MAX = 10;
export const RECOVERY_CODES = 10;
/** How many minutes a challenge can wait for its answer. */
export const CHALLENGE_MINUTES_MAX = 5;

/** What a half session lacks: the person must give their factor, or add one first. */
export type Lacking = NonNullable<PersonCaller["lacks"]>;

type Standing = {
  readonly secondFactorAt: Date | null;
  readonly rule: FactorRule;
  /** How many factors the person has. */
  readonly factors: number;
};

/** What the session lacks; null if it is complete. */
export function lackingOf({ secondFactorAt, rule, factors }: Standing): Lacking | null {
  if (factors === 0) return rule === "required" ? "enrol" : null;
  return secondFactorAt === null ? "give" : null;
}

const TODO: Readonly<Record<Lacking, string>> = {
  give: "Give your second factor at /sign-in/second-step, or sign out.",
  enrol: "This workspace requires a second factor. Add one at /sign-in/second-step, or sign out.",
};

/** The refusal of everything else a half session requests. */
export const secondFactorNeeded = (lacks: Lacking) =>
  refuse("forbidden", "second-factor-needed", "This session has no second factor yet.", {
    todo: TODO[lacks],
    place: { label: "Give your second factor", href: "/sign-in/second-step" },
  });

/** A one-time code that is not valid now. */
export const wrongCode = refuse("forbidden", "code-wrong", "Wrong code.", {
  field: "code",
  todo: "Enter the six digits your app shows now. If they never match, correct the clock of your phone.",
});

const RECOVERY_PATTERN = /^[0-9a-f]{32}$/;

/** A typed recovery code reduced to its 32 hex digits; null if it cannot be one. */
export function recoveryCodeText(typed: string): string | null {
  const text = typedCode(typed).toLowerCase();
  return RECOVERY_PATTERN.test(text) ? text : null;
}

/** In groups of eight, as shown once. */
export const recoveryCodeShown = (hex: string): string => hex.match(/.{8}/g)!.join("-");

/** The stream of every change of a person's factors. */
export const factorStream = (personId: string): string => `factors/${personId}`;
