import { TierView } from "#components/councils/tier/tier-view.tsx";
import { maySignTier, tierDecision, tierSteps } from "#components/councils/tier/tier-words.ts";
import { modelTab } from "#components/overview/model/model-tabs.ts";
import { ModelView, VERSIONS_SHOWN } from "#components/overview/model/model-view.tsx";
import { spanOf } from "#components/overview/model/span-of.ts";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { barredFrom } from "#lib/access/permission.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { modelTier } from "#lib/councils/queries/model-tier.ts";
import { modelPage } from "#lib/overview/queries/model-page.ts";
import { modelReleases } from "#lib/overview/queries/model-releases.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../../refused.tsx";
import { AddPointerForm } from "./add-pointer-form.tsx";
import { GoBackSection } from "./go-back-section.tsx";
import { LiveSections } from "./live-sections.tsx";
import { TierDecision, TierQuestions } from "./tier-panels.tsx";

type Props = { params: Promise<{ model: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props) {
  return { title: decodeURIComponent((await params).model) };
}

export default async function ModelPage({ params, searchParams }: Props) {
  const caller = await pageCaller();
  const model = decodeURIComponent((await params).model);
  const { tab, cursor, ...asked } = await readParams(searchParams, ["tab", "cursor", "at", "until"]);
  const { page, releases, tier } = await lookAtAll(
    database(),
    {
      page: ask(modelPage, { model, cursor, limit: VERSIONS_SHOWN, ...spanOf(asked) }),
      releases: ask(modelReleases, { model }),
      tier: ask(modelTier, { model }),
    },
    { caller },
  );
  if (!page.ok) return <Refused refusal={page.error} what="Models" permission="registry:read" />;
  if (!tier.ok) return <Refused refusal={tier.error} what="Models" permission="registry:read" />;
  const { open, whyNotPropose } = tier.value;
  const means = maySignTier(tier.value) ? await meansOf(caller) : PASSWORD_ALONE;
  return (
    <Page crumbs={[{ label: "Models", href: "/models" }, { label: model }]}>
      <ModelView
        page={page.value}
        releases={releases.ok ? releases.value.items : []}
        tab={modelTab(tab)}
        cursor={cursor}
        whyNotOpen={barredFrom(caller, "release:open") ?? undefined}
        whyNotRegister={barredFrom(caller, "version:register") ?? undefined}
        addPointer={
          <AddPointerForm model={model} whyNot={barredFrom(caller, "pointer:create") ?? undefined} />
        }
        goBack={<GoBackSection page={page.value} caller={caller} span={spanOf(asked)} />}
        tier={{
          content: (
            <TierView
              view={tier.value}
              form={whyNotPropose === null && <TierQuestions view={tier.value} />}
            />
          ),
          decision: open && (
            <TierDecision
              model={model}
              assessmentId={open.id}
              digest={open.digest}
              decision={tierDecision(open, { model, reader: caller, means })}
              steps={tierSteps(open)}
            />
          ),
        }}
      />
      <LiveSections model={model} caller={caller} />
    </Page>
  );
}
