import type { AuditEntry } from "#lib/audit/entry.ts";
import type { Plain } from "#lib/kernel/event.ts";
import { type Catalogue, readSaid, type SaidIn, type TypeIn } from "#lib/kernel/event-catalogue.ts";

/** The facts of each subject by its name: `release 12` → `{ state: "approved", … }`. */
export type Facts = ReadonlyMap<string, Fact>;
export type Fact = Readonly<Record<string, Plain>>;

/** The facts from the entries read so far, and the names of their streams. */
export type Folding = { readonly facts: Map<string, Fact>; readonly names: Map<string, string> };

type EntryIn<C extends Catalogue, T extends TypeIn<C>> = SaidIn<C, T> &
  Pick<AuditEntry, "stream" | "occurred_at" | "actor">;

/** How each event of a room changes the facts; null if the tables hold nothing that the event could affect. */
export type Folds<C extends Catalogue> = {
  readonly [T in TypeIn<C>]: ((folding: Folding, entry: EntryIn<C, T>) => void) | null;
};

export type Fold = {
  /** The events that affect the tables. */
  readonly types: readonly string[];
  /** Adds an entry; returns what is wrong with it, or null. */
  add(folding: Folding, entry: AuditEntry): string | null;
};

export const foldBy = <C extends Catalogue>(catalogue: C, folds: Folds<C>): Fold => ({
  types: Object.keys(folds).filter((type) => folds[type] !== null),
  add(folding, { action, data, stream, occurred_at, actor }) {
    const said = readSaid(catalogue, action, data);
    if (!said) return `its data does not fit ${action}`;
    const add = folds[said.type] as ((folding: Folding, entry: EntryIn<C, TypeIn<C>>) => void) | null;
    add?.(folding, { ...said, stream, occurred_at, actor });
    return null;
  },
});

/** Folds the log into facts, by the same functions the commands use. Entries of a stream must be in order. */
export function foldFacts(fold: Fold, entries: Iterable<AuditEntry>): { facts: Facts; faults: string[] } {
  const folding: Folding = { facts: new Map(), names: new Map() };
  const faults: string[] = [];
  for (const entry of entries) {
    const fault = fold.add(folding, entry);
    if (fault !== null) faults.push(`event ${entry.id}: ${fault}`);
  }
  return { facts: folding.facts, faults };
}

/** Every difference between the log's facts and the tables', as sentences. */
export function differences(log: Facts, tables: Facts): string[] {
  const found: string[] = [];
  for (const [name, recorded] of log) {
    const held = tables.get(name);
    if (held) found.push(...fieldsApart(recorded, held).map((sentence) => `${name}: ${sentence}`));
    else found.push(`${name}: is in the log but not in the tables`);
  }
  for (const name of tables.keys())
    if (!log.has(name)) found.push(`${name}: is in the tables but not in the log`);
  return found;
}

const fieldsApart = (recorded: Fact, held: Fact): string[] =>
  [...new Set([...Object.keys(recorded), ...Object.keys(held)])]
    .filter((field) => said(recorded[field]) !== said(held[field]))
    .map((field) => `${field} is ${said(held[field])} in the tables, ${said(recorded[field])} in the log`);

/** Sorts keys so that equal values print equally. */
function said(value: Plain | undefined): string {
  return JSON.stringify(value ?? null, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
