import { inWorkspace } from "#lib/db/transaction.ts";
import { inbox } from "#lib/overview/queries/inbox.ts";
import { tellDeadlinesIn, tellPeople } from "#lib/workers/tell-people.ts";
import type { Person, TestWorkspace } from "./workspace.ts";

type Entry = { readonly uid: string; readonly action: string };

const entries = (here: TestWorkspace): Promise<Entry[]> =>
  inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.auditEvent.findMany({ select: { uid: true, action: true }, orderBy: { id: "asc" } }),
  );

/** Tells people of everything in the log so far, as the jobs do; returns how many messages were written. */
export async function tellAll(here: TestWorkspace): Promise<number> {
  let told = 0;
  for (const { uid: eventId } of await entries(here)) told += await tellOne(here, eventId);
  return told;
}

export const tellOne = (here: TestWorkspace, eventId: string): Promise<number> =>
  tellPeople(here.db, { workspaceId: here.workspaceId, eventId, now: here.clock.now });

/** Tells of what came due by the workspace's clock. */
export const tellDue = (here: TestWorkspace): Promise<number> =>
  tellDeadlinesIn(here.db, { workspaceId: here.workspaceId, now: here.clock.now });

export const latestEvent = async (here: TestWorkspace, action: string): Promise<string> => {
  const found = (await entries(here)).findLast((entry) => entry.action === action);
  if (!found) throw new Error(`nothing is in the log as ${action}`);
  return found.uid;
};

/** A person's open messages as short lines: "signature: flight-delay v2 to production". */
export const openLines = async (here: TestWorkspace, person: Person): Promise<string[]> =>
  (await here.see(inbox, { limit: 100 }, person)).items.map(({ kind, title }) => `${kind}: ${title}`);

export const openItems = async (here: TestWorkspace, person: Person, filter: object = {}) =>
  (await here.see(inbox, { limit: 100, ...filter }, person)).items;
