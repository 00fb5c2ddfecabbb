import { FilePlus2 } from "lucide-react";
import Link from "next/link";
import { Blanks, CatalogueSheet } from "#components/obligations/blanks.tsx";
import { coverageText } from "#components/obligations/obligation-words.ts";
import { releaseLooks } from "#components/releases/release-looks.ts";
import { answersOf } from "#components/releases/review/obligations/answers.ts";
import {
  type AskedObligations,
  ObligationsTab,
} from "#components/releases/review/obligations/obligations-tab.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { hrefWith } from "#components/ui/href-with.ts";
import { ItemList } from "#components/ui/item-list.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { coverageOfAll } from "#lib/obligations/coverage.ts";
import type { ModelRelease } from "#lib/overview/views/model-releases.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { releaseTitle } from "./model-releases-table.tsx";

type Asked = AskedObligations & { readonly release?: string | undefined };

type ModelObligationsProps = {
  model: string;
  /** Newest first. */
  releases: readonly ModelRelease[];
  /** The one that answers; null where the model has no release yet. */
  release: ReleasePageView | null;
  asked: Asked;
};

/** What laws and standards ask of a model, answered by what one of its releases carries. */
export function ModelObligations({ model, releases, release, asked }: ModelObligationsProps) {
  const path = `/models/${model}/obligations`;
  if (!release)
    return (
      <>
        <PageHead title="Obligations" lede={`What laws and standards ask of ${model}.`} />
        <NoneAnswers model={model} path={path} asked={releases.length > 0 ? asked.release : undefined} />
      </>
    );
  const answers = answersOf(release);
  const address = (number: number) => hrefWith(path, { ...asked, release: String(number) });
  return (
    <>
      <PageHead
        title="Obligations"
        lede={
          <>
            What laws and standards ask of {model}, answered by{" "}
            <Link href={`/releases/${release.number}`} className="font-medium text-accent hover:underline">
              release {release.number}
            </Link>
            : {coverageText(coverageOfAll(answers))}.
          </>
        }
      />
      <WithRail
        railLabel="Which release, and what is missing"
        railLast
        rail={
          <>
            <Sheet title="Answered by">
              <Releases releases={releases} shown={release.number} hrefOf={address} />
            </Sheet>
            <Blanks answers={answers} />
            <CatalogueSheet />
          </>
        }
      >
        <ObligationsTab
          release={release}
          asked={asked}
          hrefOf={(next) => hrefWith(path, { release: asked.release, ...next })}
        />
      </WithRail>
    </>
  );
}

function NoneAnswers({ model, path, asked }: { model: string; path: string; asked: string | undefined }) {
  if (asked !== undefined)
    return (
      <EmptyState
        title={`${model} has no release ${asked}`}
        action={<ButtonLink href={path}>Show the newest</ButtonLink>}
      >
        It may be of another model.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={FilePlus2}
      title="No release answers yet"
      action={<ButtonLink href={hrefWith("/releases/new", { model })}>Open a release</ButtonLink>}
    >
      Its card, reports, plan and signatures are what answers each point.
    </EmptyState>
  );
}

type ReleasesProps = {
  releases: readonly ModelRelease[];
  shown: number;
  hrefOf: (release: number) => string;
};

const SHOWN_MAX = 8;

function Releases({ releases, shown, hrefOf }: ReleasesProps) {
  return (
    <ItemList
      items={releases.slice(0, SHOWN_MAX).map((release) => {
        const { number, state } = release;
        const { word, tone, icon } = releaseLooks[state];
        return {
          key: String(number),
          title: releaseTitle(release),
          detail: `release ${number}: ${word.toLowerCase()}${number === shown ? ", shown here" : ""}`,
          tone,
          icon,
          href: number === shown ? undefined : hrefOf(number),
        };
      })}
    />
  );
}
