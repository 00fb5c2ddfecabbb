import { WaiverView } from "#components/releases/waivers/waiver-view.tsx";
import { maySignWaiver, waiverDecision, waiverSteps } from "#components/releases/waivers/waiver-words.ts";
import { Page } from "#components/shell/page.tsx";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { look } from "#lib/command/query.ts";
import { waiverPage } from "#lib/releases/queries/waiver-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../../refused.tsx";
import { WaiverDecisionPanel, WaiverExtension } from "./waiver-panels.tsx";

type Props = { params: Promise<{ waiver: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: `Waiver ${(await params).waiver}` };
}

export default async function WaiverPage({ params }: Props) {
  const caller = await pageCaller();
  const number = Number((await params).waiver);
  const answer = await look(database(), waiverPage, { waiver: number }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Waivers" permission="release:read" />;
  const view = answer.value;
  const over = view.open ? ({ act: "sign-waiver", digest: view.open.digest } as const) : undefined;
  const means = maySignWaiver(view) ? await meansOf(caller, over) : PASSWORD_ALONE;
  const of = { model: view.model, waiver: number };
  return (
    <Page
      crumbs={[
        { label: "Policy", href: "/policy" },
        { label: "Waivers", href: "/waivers" },
        { label: `Waiver ${number}` },
      ]}
    >
      <WaiverView
        view={view}
        decision={
          <WaiverDecisionPanel
            of={of}
            open={view.open}
            decision={waiverDecision(view, { reader: caller, means })}
            steps={waiverSteps(view)}
          />
        }
        extend={view.mine.whyNotExtend === null && <WaiverExtension of={of} left={view.extensionsLeft} />}
      />
    </Page>
  );
}
