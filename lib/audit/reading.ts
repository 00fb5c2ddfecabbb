import type { Caller } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { Happening } from "./tally.ts";

/** The views whose every reading is itself recorded, by the names of their queries. */
export const WATCHED_VIEWS: readonly string[] = [
  "event-list",
  "event-detail",
  "event-receipt",
  "evidence-packet",
  "log-entries",
];

type Input = Readonly<Record<string, unknown>>;

/**
 * That somebody read the log: null for the system itself. A search is told apart by its filter, not by its page; what
 * one thing was looked at after the other is told together, with the first few by name.
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
