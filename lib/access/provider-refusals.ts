import { type Refusal, type RefusalKind, refuse } from "#lib/kernel/refusal.ts";

type Words = Omit<Refusal, "code"> & { readonly todo: string };

const of = (kind: RefusalKind, message: string, todo: string): Words => ({ kind, message, todo });

/** Why a visit to the provider came to nothing. The browser comes back with the code; the page says the words. */
export const PROVIDER_REFUSALS = {
  "provider-down": {
    ...of(
      "unavailable",
      "The provider cannot be reached.",
      "Try again in a moment, or sign in with your password.",
    ),
    retryAfterSeconds: 10,
  },
  "provider-left": of(
    "forbidden",
    "You left before the provider confirmed who you are.",
    "Start again, and continue at the provider when it asks.",
  ),
  "provider-answer-refused": of(
    "forbidden",
    "The provider's answer could not be verified.",
    "Start again. If it happens again, tell the operator of this server.",
  ),
  "provider-email-unverified": of(
    "forbidden",
    "The provider has not verified the e-mail address of this account.",
    "Verify it at the provider, then try again.",
  ),
  "provider-email-differs": of(
    "forbidden",
    "This account has another e-mail address than you have here.",
    "At the provider, choose the account with your address here.",
  ),
  "provider-auth-time-missing": of(
    "forbidden",
    "The provider does not say when you signed in there, so it cannot prove your presence.",
    "Use a passkey or your password.",
  ),
  "provider-auth-time-old": of(
    "forbidden",
    "The provider did not ask you to sign in again, so it cannot prove your presence.",
    "Start again and sign in there, or use a passkey or your password.",
  ),
  "identity-unknown": of(
    "unauthenticated",
    "No one here is bound to this account.",
    "Ask an admin for an invitation; or sign in with your password and bind it on your account page.",
  ),
  "identity-other": of(
    "forbidden",
    "This is not the account that you sign in with here.",
    "At the provider, choose the account that is bound to you.",
  ),
  "identity-held": of(
    "conflict",
    "You already sign in with an account of this provider.",
    "Unbind it on your account page first.",
  ),
  "identity-taken": of(
    "conflict",
    "This account is bound to somebody else here.",
    "At the provider, choose your own account.",
  ),
  "person-disabled": of(
    "forbidden",
    "Your access here has ended.",
    "Ask an admin of your workspace to give it back.",
  ),
  "visit-missing": of(
    "forbidden",
    "This browser did not start this, or it took too long.",
    "Start again, and let the browser keep cookies.",
  ),
  "visit-over": of("forbidden", "This answer of the provider was already used.", "Start again."),
  "visit-of-another-session": of(
    "forbidden",
    "Your session changed while you were at the provider.",
    "Sign in, then start again.",
  ),
} as const satisfies Readonly<Record<string, Words>>;

export type ProviderRefusal = keyof typeof PROVIDER_REFUSALS;

export const refuseProvider = (code: ProviderRefusal) => {
  const { kind, message, ...more } = PROVIDER_REFUSALS[code];
  return refuse(kind, code, message, more);
};
