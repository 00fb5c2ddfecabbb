import { headers } from "next/headers";
import { readingOf } from "#lib/audit/reading.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { sessionCaller } from "./caller.ts";
import { tally } from "./tally.ts";

/** Counts a refused page for the audit log; `page` is its name in words. */
export async function noteRefusedPage({ kind, code }: Refusal, page: string): Promise<void> {
  const caller = kind === "forbidden" ? await sessionCaller() : null;
  if (!caller) return;
  const { id, workspaceId } = caller;
  const address = (await headers()).get("x-client-address") ?? "unknown";
  tally().note(
    { kind: "denial", workspaceId, doer: { type: "person", id }, code, what: `page: ${page}`, address },
    new Date(),
  );
}

/** Counts a reading of the audit log through a page. */
export function notePageReading(
  caller: Caller,
  view: string,
  input: Readonly<Record<string, unknown>>,
): void {
  const reading = readingOf(caller, view, input);
  if (reading) tally().note(reading, new Date());
}
