import { mayArrange } from "#components/releases/sitting/agenda-order.ts";
import { SittingView } from "#components/releases/sitting/sitting-view.tsx";
import { itemToSign } from "#components/releases/sitting/sitting-words.ts";
import { Page } from "#components/shell/page.tsx";
import { AutoRefresh } from "#components/ui/auto-refresh.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { allOf } from "#lib/access/means.ts";
import { look } from "#lib/command/query.ts";
import { sittingPage } from "#lib/releases/queries/sitting-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../../../../refused.tsx";
import { SignHere } from "./sign-here.tsx";
import {
  SittingAdd,
  SittingAttend,
  SittingOrder,
  SittingRun,
  SittingSign,
  SittingWrite,
} from "./sitting-panel.tsx";

export const metadata = { title: "Sitting" };

type Props = { params: Promise<{ council: string; sitting: string }>; searchParams: SearchParams };

export default async function SittingPage({ params, searchParams }: Props) {
  const caller = await pageCaller();
  const { sitting: sittingId, council } = await params;
  const answer = await look(database(), sittingPage, { sittingId }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Sittings" permission="sitting:read" />;
  const sitting = answer.value;
  const { sign } = await readParams(searchParams, ["sign"]);
  const toSign = itemToSign(sitting, sign);
  const open = sitting.minutes.find(({ state }) => state === "open");
  const means = await meansOf(caller, open && { act: "sign-sitting", digest: open.digest });
  const crumbs = [
    { label: "Councils", href: "/councils" },
    { label: sitting.council.name, href: `/councils/${council}` },
    { label: `Sitting ${sitting.number}` },
  ];
  return (
    <Page crumbs={crumbs}>
      {sitting.state !== "signed" && <AutoRefresh everySeconds={5} />}
      <SittingView
        sitting={sitting}
        run={<SittingRun sitting={sitting} />}
        write={<SittingWrite sitting={sitting} />}
        attend={<SittingAttend sitting={sitting} />}
        add={mayArrange(sitting) && <SittingAdd sitting={sitting} />}
        order={(item) => <SittingOrder sitting={sitting} item={item} />}
        here={toSign && <SignHere item={toSign} caller={caller} />}
        toSign={toSign}
        sign={<SittingSign sitting={sitting} means={{ all: allOf(means), minutes: means }} />}
      />
    </Page>
  );
}
