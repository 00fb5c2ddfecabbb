"use client";

import { Boxes } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { liveWords } from "#components/exposure/live-words.ts";
import { TierTag } from "#components/registry/tier-tag.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { LatestRelease } from "#lib/overview/views/latest-releases.ts";
import type { ListedModel } from "#lib/overview/views/model-list.ts";

type ModelTableProps = PagerHrefs & {
  models: readonly ListedModel[];
  /** The latest release of each model that has one. */
  releases: readonly LatestRelease[];
  /** Does the list leave something out because of a search or a filter? */
  filtered: boolean;
  /** The way to a new model. */
  addModel: ReactNode;
};

/** The catalogue: what each model is for, what is live of it, and its latest release. */
export function ModelTable({ models, releases, filtered, addModel, newerHref, olderHref }: ModelTableProps) {
  const latest = new Map(releases.map((release) => [release.model, release]));
  return (
    <Sheet title="Models" provenance="by name" flush>
      <DataTable
        caption="Models"
        columns={[...columns, lastRelease(latest)]}
        rows={models}
        rowKey={(model) => model.name}
        rowHref={(model) => `/models/${model.name}`}
        empty={filtered ? <NothingFound /> : <NoModels addModel={addModel} />}
      />
      {models.length > 0 && (
        <Pager shown={countOf(models.length, "model")} newerHref={newerHref} olderHref={olderHref} />
      )}
    </Sheet>
  );
}

function NoModels({ addModel }: { addModel: ReactNode }) {
  return (
    <EmptyState
      icon={Boxes}
      title="No model here yet"
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {addModel}
          <ButtonLink href="/api/docs">How pipelines register versions</ButtonLink>
        </div>
      }
    >
      Add one, give it a pointer, then register its first version. It serves nothing until its release is
      signed.
    </EmptyState>
  );
}

function NothingFound() {
  return (
    <EmptyState title="Nothing matches" action={<ButtonLink href="/models">Show all models</ButtonLink>}>
      Try fewer filters, or part of a name alone.
    </EmptyState>
  );
}

const columns: readonly Column<ListedModel>[] = [
  { key: "name", header: "Model", cell: (model) => model.name, second: (model) => model.title },
  {
    key: "live",
    header: "Live",
    cell: ({ pointers }) =>
      pointers.flatMap((pointer) => liveWords(pointer) ?? []).join(", ") || (
        <span className="text-ink-3">nothing yet</span>
      ),
  },
  { key: "owner", header: "Owner", cell: ({ owner }) => <span className="text-ink-2">{owner.name}</span> },
  {
    key: "tier",
    header: "Tier",
    wide: true,
    cell: ({ tier, tierConfirmed }) => <TierTag tier={tier} confirmed={tierConfirmed} />,
  },
];

const lastRelease = (latest: ReadonlyMap<string, LatestRelease>): Column<ListedModel> => ({
  key: "last",
  header: "Last release",
  align: "right",
  cell: ({ name }) => {
    const release = latest.get(name);
    if (!release) return <span className="text-ink-3">none</span>;
    return (
      <Link href={`/releases/${release.number}`} className="relative z-10 hover:underline">
        Release {release.number}, v{release.version}
      </Link>
    );
  },
  second: ({ name }) => {
    const release = latest.get(name);
    return release && <Time at={release.createdAt} as="relative" />;
  },
});
