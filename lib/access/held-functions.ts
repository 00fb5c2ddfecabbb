import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { GrantVerb, Standing } from "./granting.ts";
import type { Granted, Provenance } from "./provenance.ts";

/** Anybody's provenance at the moment in question. */
type Of = (personId: string) => Provenance;

/** Where a person's open grants are, as the log tells it. */
export const standingsOf = (told: Provenance, of: Of): Standing[] =>
  told.functions
    .filter(({ ended }) => ended === null)
    .map((grant) => ({
      function: grant.function,
      verb: verbOf(grant),
      byId: (grant.confirmed ?? grant.proposed).by ?? "",
      holdsFrom: holdsFrom(grant, told.personId, of),
    }));

/** What a person may sign for at a moment. */
export const functionsHeldAt = (at: Date, told: Provenance, of: Of): BusinessFunction[] =>
  standingsOf(told, of).flatMap((grant) =>
    grant.holdsFrom && grant.holdsFrom <= at ? [grant.function] : [],
  );

function verbOf({ confirmed, effectiveAt }: Granted): GrantVerb {
  if (confirmed) return "confirmed";
  return effectiveAt === null ? "proposed" : "kept";
}

/** One half of a founding counts once the other does. */
function holdsFrom({ effectiveAt, founding, confirmed }: Granted, personId: string, of: Of): Date | null {
  if (effectiveAt === null) return null;
  if (!founding || !confirmed?.by) return new Date(effectiveAt);
  const [mate] = of(confirmed.by)
    .functions.filter((other) => other.founding && other.confirmed?.by === personId)
    .flatMap((other) => other.effectiveAt ?? [])
    .sort();
  return mate === undefined ? null : new Date(mate > effectiveAt ? mate : effectiveAt);
}
