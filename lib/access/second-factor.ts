import type { Caller } from "#lib/kernel/caller.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { typedCode } from "#lib/kernel/typed-code.ts";

/** What a person can have besides their password: a passkey, or an app that shows one-time codes. */
export const FACTOR_KINDS = ["webauthn", "totp"] as const;
export type FactorKind = (typeof FACTOR_KINDS)[number];

/** Whether the people of a workspace need a second factor to get in, or may have one. */
export const FACTOR_RULES = ["offered", "required"] as const;
export type FactorRule = (typeof FACTOR_RULES)[number];

/** How somebody showed who they are: what a session, a signature and their audit events carry. */
export type ProofMethod = "password" | FactorKind | "recovery";

export const FACTORS_MAX = 10;
export const RECOVERY_CODES = 10;
/** How long a question put to a factor may wait for its answer. */
export const CHALLENGE_MINUTES_MAX = 5;

/** What half a session still lacks: the person has to give their factor, or to get one first. */
export type Lacking = NonNullable<Extract<Caller, { kind: "person" }>["lacks"]>;

type Standing = {
  readonly secondFactorAt: Date | null;
  readonly rule: FactorRule;
  /** How many factors the person has. */
  readonly factors: number;
};

/** What the session still lacks; null where it is whole. */
export function lackingOf({ secondFactorAt, rule, factors }: Standing): Lacking | null {
  if (factors === 0) return rule === "required" ? "enrol" : null;
  return secondFactorAt === null ? "give" : null;
}

const TODO: Readonly<Record<Lacking, string>> = {
  give: "Give your second factor at /sign-in/second-step, or sign out.",
  enrol: "This workspace asks for a second factor. Add one at /sign-in/second-step, or sign out.",
};

/** What half a session is told, whatever it asks for. */
export const secondFactorNeeded = (lacks: Lacking) =>
  refuse("forbidden", "second-factor-needed", "This session still lacks the second factor.", {
    todo: TODO[lacks],
  });

/** A one-time code that is not the one due now. */
export const wrongCode = refuse("forbidden", "code-wrong", "The code is not right.", {
  field: "code",
  todo: "Type the six digits your app shows now. If they never match, set the clock of the phone.",
});

const RECOVERY_PATTERN = /^[0-9a-f]{32}$/;

/** A recovery code as it is typed, down to its 32 hex digits; null for what cannot be one. */
export function recoveryCodeText(typed: string): string | null {
  const text = typedCode(typed).toLowerCase();
  return RECOVERY_PATTERN.test(text) ? text : null;
}

/** In groups of eight, as it is shown once. */
export const recoveryCodeShown = (hex: string): string => hex.match(/.{8}/g)!.join("-");
