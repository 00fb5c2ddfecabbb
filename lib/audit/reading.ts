import type { Caller } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { Happening } from "./tally.ts";

/** The views whose reading is itself recorded, by query name. */
export const WATCHED_VIEWS: readonly string[] = [
  "event-list",
  "event-detail",
  "event-receipt",
  "evidence-packet",
  "log-entries",
  "assignment-list",
];

type Input = Readonly<Record<string, unknown>>;

/**
 * The record that someone read the log; null for the system itself. Searches are counted per filter, not per page.
 * Reads of single items are counted together, with the first few named.
 */
export function readingOf(caller: Caller, view: string, input: Input): Happening | null {
  if (caller.kind === "system") return null;
  const { cursor: _, limit: __, ...filter } = input;
  const one = filter["event"] ?? filter["release"];
  return {
    kind: "reading",
    workspaceId: caller.workspaceId,
    doer: { type: caller.kind, id: caller.id },
    code: view,
    ...(one === undefined && Object.keys(filter).length > 0 ? { filter: digestOfJson(texts(filter)) } : {}),
    ...(one === undefined ? {} : { what: String(one) }),
  };
}

const texts = (filter: Input): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value).toWellFormed()]));
