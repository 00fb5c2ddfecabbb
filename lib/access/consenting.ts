import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { adminApart } from "./granting.ts";
import { type Dependence, dependence } from "./independence.ts";
import type { Provenance } from "./provenance.ts";
import { renewalsOf, type Wait, waitOf, waitsToSign } from "./waiting.ts";

/** Who would let somebody sign before their wait is over. */
export type Consenter = { readonly told: Provenance; readonly functions: readonly BusinessFunction[] };

type Consenting = {
  readonly consenter: Consenter;
  /** Who waits. */
  readonly subject: Provenance;
  /** The renewal that the consenter was shown. */
  readonly since: string;
  readonly hours: number;
  /** For how many days an act ties two people. */
  readonly days: number;
  readonly now: Date;
  /** Others of whom something is known, by id. */
  readonly others: ReadonlyMap<string, Provenance>;
  /** As earlier versions judged. */
  readonly byAccount?: true;
};

/**
 * Whether this person may consent that another signs before their wait is over: a holder of a function who waits for
 * nothing and is independent both of them and of whoever renewed what they sign in with.
 */
export function mayConsent(consenting: Consenting): Result<Wait, Refusal> {
  const { consenter, subject, since, hours, now } = consenting;
  const wait = waitOf(subject, { hours, now });
  if (!wait)
    return refuse("illegal", "nobody-waits", "This person does not wait: nothing needs your consent.");
  if (wait.since.at !== since)
    return refuse(
      "stale",
      "renewed-again",
      "A credential or factor of this person was renewed again since.",
      {
        todo: "Reload the page and ask them about the newest one.",
      },
    );
  if (consenter.told.personId === subject.personId)
    return refuse("forbidden", "not-oneself", "You cannot consent for yourself.", {
      todo: "Ask another holder of a function.",
    });
  const may = mayVouch(consenter, { hours, now });
  if (!may.ok) return may;
  return tieOf(consenting)
    ? refuse(
        "forbidden",
        "not-independent",
        "You are not independent of this person, or of whoever renewed what they sign in with.",
        { todo: "Leave it to a holder of a function who is independent of both." },
      )
    : ok(wait);
}

/** Whether anybody takes this person's word for another: a reviewer who holds a function and does not wait themselves. */
function mayVouch(
  { told, functions }: Consenter,
  waiting: { readonly hours: number; readonly now: Date },
): Result<null, Refusal> {
  if (told.roles.includes("admin")) return adminApart;
  if (functions.length === 0)
    return refuse(
      "forbidden",
      "holds-no-function",
      "You hold no function, so your consent counts for nobody.",
    );
  const wait = waitOf(told, waiting);
  return wait ? waitsToSign(wait, "Leave the consent to another holder of a function.") : ok(null);
}

/** What ties the consenter to the subject, with whoever renewed their credential or factors counted among the hands. */
function tieOf({ consenter, subject, hours, days, now, ...rest }: Consenting): Dependence | null {
  const recent = now.getTime() - hours * HOUR_MS;
  const renewers = renewalsOf(subject)
    .filter(({ at }) => Date.parse(at) > recent)
    .flatMap(({ by }) => (by === null ? [] : [by]));
  const held = { ...subject, hands: [...subject.hands, ...renewers] };
  return dependence(consenter.told, held, { days, at: now, ...rest });
}
