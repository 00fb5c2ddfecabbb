import { PacketSheet } from "#components/releases/packet/packet-sheet.tsx";
import { releaseCrumbs, releaseNumber } from "#components/releases/release-address.ts";
import { asksProof, decisionOf, verdictOver } from "#components/releases/review/decision-words.ts";
import { discussionOf } from "#components/releases/review/discussion/discussion-page.ts";
import { objectionsOf } from "#components/releases/review/objection-words.ts";
import { ReleaseView } from "#components/releases/review/release-view.tsx";
import { mayStart, notStarting, stepsOf } from "#components/releases/review/step-words.ts";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { allOf, PASSWORD_ALONE } from "#lib/access/means.ts";
import { barredFrom } from "#lib/access/permission.ts";
import { logKey } from "#lib/storage/log-key.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../../refused.tsx";
import { TryPlan } from "../try-plan.tsx";
import { ClassPanel } from "./class-panel.tsx";
import { ConditionsPanel } from "./conditions-panel.tsx";
import { DecisionAside } from "./decision-aside.tsx";
import { DecisionPanel } from "./decision-panel.tsx";
import { DiscussionPanel } from "./discussion-panel.tsx";
import { FindingPanel } from "./finding-panel.tsx";
import { lookAtRelease } from "./look-at-release.ts";
import { ObjectionsPanel } from "./objections-panel.tsx";
import { planOutlook } from "./plan-outlook.ts";

type Props = { params: Promise<{ release: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props) {
  return { title: `Release ${decodeURIComponent((await params).release)}` };
}

export default async function ReleasePage({ params, searchParams }: Props) {
  const caller = await pageCaller();
  const asked = await readParams(searchParams, ["tab", "cursor", "framework", "open"]);
  const number = releaseNumber((await params).release);
  const { shown, answer, threads } = await lookAtRelease(number, asked, caller);
  if (!answer.ok) return <Refused refusal={answer.error} what="Releases" permission="release:read" />;
  const release = answer.value;
  const { plan } = release.sections;
  const means = asksProof(release) ? await meansOf(caller, verdictOver(release)) : PASSWORD_ALONE;
  const under = { release: number, subjectDigest: release.subjectDigest, means: allOf(means) };
  const decision = decisionOf(release, caller, means);
  const outlook = shown === "plan" || mayStart(release) ? await planOutlook(release, caller, shown) : null;
  return (
    <Page crumbs={releaseCrumbs(release)}>
      <ReleaseView
        release={release}
        tab={shown}
        obligations={asked}
        estimated={outlook?.estimated}
        open={threads?.open}
        discussion={threads && <DiscussionPanel {...under} {...discussionOf(release, threads, caller)} />}
        trying={<TryPlan {...release.sections.target} plan={plan} />}
        conditions={<ConditionsPanel {...under} conditions={release.conditions} plan={plan} />}
        emergency={<ClassPanel {...under} of={release} />}
        objections={<ObjectionsPanel {...under} objections={objectionsOf(release.council)} />}
        finding={
          release.mine.whyNotExplain === null && (
            <FindingPanel release={number} first={release.rolledBack?.findings.length === 0} />
          )
        }
        decision={
          <DecisionPanel
            {...under}
            round={release.round}
            decision={decision}
            aside={<DecisionAside {...under} mine={release.mine} personId={caller.id} />}
            steps={stepsOf(notStarting(release, outlook?.cannotDecide), decision)}
          />
        }
      />
      <PacketSheet
        releases={[number]}
        logKey={await logKey()}
        whyNot={barredFrom(caller, "packet:export") ?? undefined}
      />
    </Page>
  );
}
