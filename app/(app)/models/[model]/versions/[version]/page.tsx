import { Compare } from "#components/overview/version/compare.tsx";
import { releasesOf } from "#components/overview/version/releases-of.ts";
import { versionCrumbs, versionTab } from "#components/overview/version/version-address.ts";
import { VersionHead } from "#components/overview/version/version-head.tsx";
import { VersionView } from "#components/overview/version/version-view.tsx";
import { PacketSheet } from "#components/releases/packet/packet-sheet.tsx";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { barredFrom } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import { PAGE_SIZE_MAX } from "#lib/kernel/fields.ts";
import { modelReleases } from "#lib/overview/queries/model-releases.ts";
import { versionPage } from "#lib/overview/queries/version-page.ts";
import { versionFiles } from "#lib/registry/queries/version-files.ts";
import { logKey } from "#lib/storage/log-key.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../../refused.tsx";
import { compared } from "./compared.ts";

const ASKED = ["tab", "report", "with", "metric", "q", "change", "cursor"] as const;
type Props = { params: Promise<{ model: string; version: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props) {
  const { model, version } = await params;
  return { title: `${decodeURIComponent(model)} v${version}` };
}

export default async function VersionPage({ params, searchParams }: Props) {
  const caller = await pageCaller();
  const path = await params;
  const { report, metric, ...asked } = await readParams(searchParams, ASKED);
  const of = { model: decodeURIComponent(path.model), version: Number(path.version) };
  const answer = await look(database(), versionPage, { ...of, report }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="This version" permission="registry:read" />;
  const beside = asked.with ? await compared(of, asked.with, asked, caller) : null;
  if (beside && !beside.ok)
    return <Refused refusal={beside.error} what="That version" permission="registry:read" />;
  const tab = versionTab(asked.tab);
  const listed = { ...of, q: asked.q, cursor: asked.cursor, limit: PAGE_SIZE_MAX };
  const files = tab === "artifacts" ? await look(database(), versionFiles, listed, { caller }) : null;
  if (files && !files.ok)
    return <Refused refusal={files.error} what="Its files" permission="registry:read" />;
  const found = await look(database(), modelReleases, { model: of.model }, { caller });
  const page = answer.value;
  const releases = found.ok ? found.value.items : [];
  return (
    <Page crumbs={versionCrumbs(page, beside?.value.other.version.number)}>
      <VersionHead
        page={page}
        releases={releases}
        whyNotOpen={barredFrom(caller, "release:open") ?? undefined}
      />
      {beside ? (
        <Compare page={page} {...beside.value} asked={asked} />
      ) : (
        <VersionView
          page={page}
          releases={releases}
          tab={tab}
          metric={metric}
          asked={asked}
          files={files?.value ?? null}
        />
      )}
      <PacketSheet
        releases={releasesOf(page.version.number, releases)}
        logKey={await logKey()}
        whyNot={barredFrom(caller, "packet:export") ?? undefined}
      />
    </Page>
  );
}
