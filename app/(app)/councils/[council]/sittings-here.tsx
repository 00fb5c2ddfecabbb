import { CouncilSittings, NextSitting } from "#components/releases/sitting/council-sittings.tsx";
import { look } from "#lib/command/query.ts";
import { sittingList } from "#lib/councils/queries/sitting-list.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { sittingPage } from "#lib/releases/queries/sitting-page.ts";
import { database } from "#lib/web/database.ts";
import { PlanSitting } from "./plan-sitting.tsx";

type SittingsHereProps = { council: string; caller: Caller };

/** The next sitting of a council with its agenda; nothing of a council that is only proposed. */
export async function NextSittingHere({ council, caller }: SittingsHereProps) {
  const list = await look(database(), sittingList, { councilId: council }, { caller });
  if (!list.ok) return null;
  const { items, nextAt, whyNotRun } = list.value;
  const ahead = items.filter(({ state }) => state === "planned");
  const coming = items.find(({ state }) => state === "open") ?? ahead.at(-1);
  const next = coming && (await look(database(), sittingPage, { sittingId: coming.id }, { caller }));
  return (
    <NextSitting
      council={council}
      list={list.value}
      next={next?.ok ? next.value : null}
      plan={whyNotRun === null && <PlanSitting councilId={council} startsAt={nextAt} />}
    />
  );
}

/** The sittings of a council, page by page. */
export async function SittingsHere({
  council,
  caller,
  cursor,
}: SittingsHereProps & { cursor: string | undefined }) {
  const asked = { councilId: council, ...(cursor ? { cursor } : {}) };
  const list = await look(database(), sittingList, asked, { caller });
  if (!list.ok) return null;
  const newerHref = cursor ? `/councils/${council}?tab=sittings` : undefined;
  return <CouncilSittings council={council} list={list.value} newerHref={newerHref} />;
}
