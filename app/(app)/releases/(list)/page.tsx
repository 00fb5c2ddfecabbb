import { FilePlus2 } from "lucide-react";
import type { z } from "zod";
import { releaseLooks } from "#components/releases/release-looks.ts";
import { ReleaseTable } from "#components/releases/release-table.tsx";
import { functionsText } from "#components/releases/section-words.ts";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { hrefWith } from "#components/ui/href-with.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import { modelList } from "#lib/overview/queries/model-list.ts";
import { releaseList } from "#lib/releases/queries/release-list.ts";
import { RELEASE_STATES } from "#lib/releases/release.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../refused.tsx";

export const metadata = { title: "Releases" };

export default async function ReleasesPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { cursor, ...filter } = await readParams(searchParams, ["q", "state", "model", "cursor"]);
  // What the address says is checked by the query itself.
  const input = { ...filter, ...(cursor ? { cursor } : {}) } as z.input<typeof releaseList.input>;
  const answer = await look(database(), releaseList, input, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Releases" permission="release:read" />;
  const models = await look(database(), modelList, { limit: 100 }, { caller });
  const { items, nextCursor } = answer.value;
  return (
    <Page crumbs={[{ label: "Releases" }]}>
      <PageHead
        title="Releases"
        lede="Every case for putting a version behind a pointer: who asked, who has signed, what became of it."
        actions={
          <ButtonLink
            href="/releases/new"
            icon={FilePlus2}
            variant="solid"
            whyNot={whyNotPermitted(caller, "release:open") ?? undefined}
          >
            Open a release
          </ButtonLink>
        }
      />
      <FilterBar
        search={{ name: "q", placeholder: "model, author or number" }}
        filters={[
          {
            name: "state",
            label: "State",
            choices: RELEASE_STATES.map((state) => ({ value: state, label: releaseLooks[state].word })),
          },
          {
            name: "model",
            label: "Model",
            choices: (models.ok ? models.value.items : []).map(({ name }) => ({ value: name, label: name })),
          },
        ]}
      />
      <ReleaseTable
        rows={items.map((item) => ({
          id: String(item.number),
          number: item.number,
          title: `${item.model} v${item.version} to ${item.pointer}`,
          state: releaseLooks[item.state],
          round: item.round,
          author: item.author,
          seatsMet: item.seatsMet,
          seatsTotal: item.seatsAll,
          updatedAt: item.changedAt,
          waitsFor: functionsText(item.waitsFor),
        }))}
        shown={countOf(items.length, "release")}
        filtered={Object.keys(filter).length > 0}
        newerHref={cursor ? hrefWith("/releases", filter) : undefined}
        olderHref={nextCursor ? hrefWith("/releases", { ...filter, cursor: nextCursor }) : undefined}
      />
    </Page>
  );
}
