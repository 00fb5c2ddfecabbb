import { Compare } from "#components/overview/version/compare.tsx";
import { releasesOf } from "#components/overview/version/releases-of.ts";
import { versionCrumbs, versionTab } from "#components/overview/version/version-address.ts";
import { VersionHead } from "#components/overview/version/version-head.tsx";
import { VersionView } from "#components/overview/version/version-view.tsx";
import { PacketSheet } from "#components/releases/packet/packet-sheet.tsx";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import { modelReleases } from "#lib/overview/queries/model-releases.ts";
import { versionPage } from "#lib/overview/queries/version-page.ts";
import { logKey } from "#lib/storage/log-key.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../../refused.tsx";

type Props = { params: Promise<{ model: string; version: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props) {
  const { model, version } = await params;
  return { title: `${decodeURIComponent(model)} v${version}` };
}

export default async function VersionPage({ params, searchParams }: Props) {
  const caller = await pageCaller();
  const path = await params;
  const asked = await readParams(searchParams, ["tab", "report", "with", "metric"]);
  const model = decodeURIComponent(path.model);
  const see = (version: string, report?: string) =>
    look(database(), versionPage, { model, version: Number(version), report }, { caller });
  const answer = await see(path.version, asked.report);
  if (!answer.ok) return <Refused refusal={answer.error} what="This version" permission="registry:read" />;
  const beside = asked.with ? await see(asked.with) : null;
  if (beside && !beside.ok)
    return <Refused refusal={beside.error} what="That version" permission="registry:read" />;
  const found = await look(database(), modelReleases, { model }, { caller });
  const page = answer.value;
  const releases = found.ok ? found.value.items : [];
  return (
    <Page crumbs={versionCrumbs(page, beside?.value.version.number)}>
      <VersionHead
        page={page}
        releases={releases}
        whyNotOpen={whyNotPermitted(caller, "release:open") ?? undefined}
      />
      {beside ? (
        <Compare page={page} other={beside.value} />
      ) : (
        <VersionView page={page} releases={releases} tab={versionTab(asked.tab)} metric={asked.metric} />
      )}
      <PacketSheet
        releases={releasesOf(page.version.number, releases)}
        logKey={await logKey()}
        whyNot={whyNotPermitted(caller, "packet:export") ?? undefined}
      />
    </Page>
  );
}
