import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { CouncilPageView, CouncilDecided as Decided } from "#lib/overview/views/council-page.ts";
import { releaseTitle } from "#lib/releases/release-title.ts";

const WORDS: Readonly<Record<Decided, { readonly word: string; readonly tone: Tone }>> = {
  approved: { word: "Approved", tone: "pass" },
  "changes-requested": { word: "Changes requested", tone: "hold" },
  rejected: { word: "Rejected", tone: "fail" },
  expired: { word: "Expired", tone: "plain" },
  "rolled-back": { word: "Rolled back later", tone: "fail" },
};

/** What the council decided lately, release by release. */
export const CouncilDecided = ({ decided }: Pick<CouncilPageView, "decided">) => (
  <Sheet
    title="Decided"
    provenance={`${countOf(decided.length, "decision")} in 12 weeks, newest first`}
    flush
  >
    {decided.length === 0 ? (
      <EmptyState title="Nothing was decided in the last 12 weeks">
        A decision appears here once every seat of a release signed, or one of them objected.
      </EmptyState>
    ) : (
      <ItemList
        items={decided.map(({ release, what, at }) => ({
          key: `${release.number} ${what} ${at}`,
          title: releaseTitle(release),
          detail: WORDS[what].word,
          tone: WORDS[what].tone,
          href: `/releases/${release.number}`,
          trailing: <Time at={at} />,
        }))}
      />
    )}
  </Sheet>
);
