import { SearchX, TextSearch } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { hrefWith, pagerHrefs } from "#components/ui/href-with.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { HitGroup, SearchView as View } from "#lib/overview/views/search.ts";
import { HitList } from "./hit-list.tsx";
import { findableText, kindLabels } from "./hit-words.ts";

type SearchViewProps = {
  found: View;
  /** What the address says. */
  asked: { readonly q: string; readonly kind?: string | undefined; readonly cursor?: string | undefined };
};

/** Everything that was found, kind by kind; one kind alone with pages. */
export function SearchView({ found: { groups, searched }, asked }: SearchViewProps) {
  return (
    <>
      <PageHead title="Search" />
      <FilterBar
        search={{ name: "q", placeholder: "release 2, rolled back, v2, a person or a digest" }}
        filters={[
          {
            name: "kind",
            label: "Kind",
            choices: searched.map((kind) => ({ value: kind, label: kindLabels[kind] })),
          },
        ]}
      />
      {groups.map((group) => (
        <Group key={group.kind} group={group} asked={asked} />
      ))}
      {asked.q === "" && (
        <Sheet title="What you can find" flush>
          <EmptyState icon={TextSearch} title="Type a name, a number, a state or a digest">
            {findableText(searched)}
          </EmptyState>
        </Sheet>
      )}
      {groups.length === 0 && asked.q !== "" && <NothingFound q={asked.q} />}
    </>
  );
}

function Group({ group, asked }: { group: HitGroup; asked: SearchViewProps["asked"] }) {
  const { kind, hits, nextCursor } = group;
  const { q, cursor } = asked;
  return (
    <Sheet title={kindLabels[kind]} provenance={nextCursor ? `the first ${hits.length}` : undefined} flush>
      <HitList hits={hits} query={q} />
      {asked.kind === kind ? (
        <Pager
          shown={countOf(hits.length, "result")}
          {...pagerHrefs("/search", { cursor, nextCursor }, { q, kind })}
        />
      ) : (
        nextCursor && (
          <p className="border-t border-line py-2">
            <ButtonLink
              href={hrefWith("/search", { q, kind })}
            >{`All ${kindLabels[kind].toLowerCase()}`}</ButtonLink>
          </p>
        )
      )}
    </Sheet>
  );
}

const NothingFound = ({ q }: { q: string }) => (
  <Sheet title="Nothing found" flush>
    <EmptyState icon={SearchX} title={`Nothing matches “${q}”`}>
      Every word must match. Try fewer words, a number such as “release 2”, a state such as “in review”, or
      the first six digits of a digest.
    </EmptyState>
  </Sheet>
);
