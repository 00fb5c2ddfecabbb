import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import type { Act, Provenance } from "./provenance.ts";

/** What can let somebody else into an account. */
export const RENEWALS = ["credential", "reset", "factor", "account"] as const;
export type Renewal = Act & { readonly because: (typeof RENEWALS)[number] };

/** Until when somebody does not sign, and the renewal that began it. */
export type Wait = { readonly since: Renewal; readonly until: Date };

/**
 * What may have let somebody else into the account, oldest first. A factor enrolled earlier shortens nothing: where there
 * was none, the password alone adds one. One that is gone again counts, too, or a thief would remove it after use. The
 * first credential is no exception, because a function can take effect before its holder joins. What came by a link that
 * the person had mailed to themselves is left out: asking for it takes the proof by which they could sign already.
 */
export function renewalsOf({ personId, identity, resets, factors, accounts }: Provenance): Renewal[] {
  const byOthers = (act: Act): boolean => act.by !== personId;
  return [
    ...(identity && byOthers(identity) ? [renewal("credential", identity)] : []),
    ...resets.filter(byOthers).map((act) => renewal("reset", act)),
    ...factors.map(({ since: at }) => renewal("factor", { by: personId, at })),
    ...accounts.map(({ since: at }) => renewal("account", { by: personId, at })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
}

const renewal = (because: Renewal["because"], { by, at }: Act): Renewal => ({ because, by, at });

type Waiting = { readonly hours: number; readonly now: Date };

/**
 * Until when somebody waits after the newest renewal; null where the hours are over or a second person consented to
 * exactly this renewal. One that began after this moment by its own clock but is recorded already counts as well.
 */
export function waitOf(told: Provenance, { hours, now }: Waiting): Wait | null {
  const since = renewalsOf(told).at(-1);
  if (!since) return null;
  const until = new Date(Date.parse(since.at) + hours * HOUR_MS);
  return until <= now || told.consents.some((consent) => consent.since === since.at)
    ? null
    : { since, until };
}

/** The refusal for somebody who must wait; `todo` says who could help. */
export const waitsToSign = ({ since, until }: Wait, todo: string): { ok: false; error: Refusal } =>
  refuse(
    "forbidden",
    "waits-to-sign",
    `You cannot sign before ${minute(until.toISOString())}: ${RENEWED[since.because]} on ${minute(since.at)}.`,
    { todo, place: { label: "See who waits", href: "/functions" } },
  );

/** What happened to the account, in the words of its holder. */
const RENEWED: Readonly<Record<Renewal["because"], string>> = {
  credential: "you came in by a link that somebody else issued",
  reset: "your password or your second factors were reset",
  factor: "a second factor was added to your account",
  account: "an account at a provider was bound to yours",
};

const minute = (at: string): string => `${at.slice(0, 16).replace("T", " ")} UTC`;
