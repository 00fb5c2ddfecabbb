import { refuse } from "#lib/kernel/refusal.ts";

/** Why a visit to the provider came to nothing. The browser comes back with the code; the page says the words. */
export const PROVIDER_REFUSALS = {
  "provider-down": refuse("unavailable", "provider-down", "The provider cannot be reached.", {
    todo: "Try again in a moment, or sign in with your password.",
    retryAfterSeconds: 10,
  }),
  "provider-left": refuse(
    "forbidden",
    "provider-left",
    "You left before the provider confirmed who you are.",
    { todo: "Start again, and continue at the provider when it asks." },
  ),
  "provider-answer-refused": refuse(
    "forbidden",
    "provider-answer-refused",
    "The provider's answer could not be verified.",
    { todo: "Start again. If it happens again, tell the operator of this server." },
  ),
  "provider-email-unverified": refuse(
    "forbidden",
    "provider-email-unverified",
    "The provider has not verified the e-mail address of this account.",
    { todo: "Verify it at the provider, then try again." },
  ),
  "provider-email-differs": refuse(
    "forbidden",
    "provider-email-differs",
    "This account has another e-mail address than you have here.",
    { todo: "At the provider, choose the account with your address here." },
  ),
  "provider-auth-time-missing": refuse(
    "forbidden",
    "provider-auth-time-missing",
    "The provider does not say when you signed in there, so it cannot prove your presence.",
    { todo: "Use a passkey or your password." },
  ),
  "provider-auth-time-old": refuse(
    "forbidden",
    "provider-auth-time-old",
    "The provider did not ask you to sign in again, so it cannot prove your presence.",
    { todo: "Start again and sign in there, or use a passkey or your password." },
  ),
  "identity-unknown": refuse("unauthenticated", "identity-unknown", "No one here is bound to this account.", {
    todo: "Ask an admin for an invitation; or sign in with your password and bind it on your account page.",
  }),
  "identity-other": refuse(
    "forbidden",
    "identity-other",
    "This is not the account that you sign in with here.",
    { todo: "At the provider, choose the account that is bound to you." },
  ),
  "identity-held": refuse(
    "conflict",
    "identity-held",
    "You already sign in with an account of this provider.",
    { todo: "Unbind it on your account page first." },
  ),
  "identity-taken": refuse("conflict", "identity-taken", "This account is bound to somebody else here.", {
    todo: "At the provider, choose your own account.",
  }),
  "person-disabled": refuse("forbidden", "person-disabled", "Your access here has ended.", {
    todo: "Ask an admin of your workspace to give it back.",
  }),
  "visit-missing": refuse(
    "forbidden",
    "visit-missing",
    "This browser did not start this, or it took too long.",
    { todo: "Start again, and let the browser keep cookies." },
  ),
  "visit-over": refuse("forbidden", "visit-over", "This answer of the provider was already used.", {
    todo: "Start again.",
  }),
  "visit-of-another-session": refuse(
    "forbidden",
    "visit-of-another-session",
    "Your session changed while you were at the provider.",
    { todo: "Sign in, then start again." },
  ),
};

export type ProviderRefusal = keyof typeof PROVIDER_REFUSALS;

export const refuseProvider = (code: ProviderRefusal) => PROVIDER_REFUSALS[code];
