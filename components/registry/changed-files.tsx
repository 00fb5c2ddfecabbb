import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated, type StateLook } from "#components/ui/state-pill.tsx";
import {
  type ChangedFile,
  FILE_CHANGES,
  type FileChange,
  type FileChangesView,
} from "#lib/registry/views/file-changes.ts";
import { changesFound, changesText, sizeText } from "./changed-file-words.ts";

type ChangedFilesProps = PagerHrefs & {
  /** The version compared. */
  version: number;
  changes: FileChangesView;
  /** Does the reader look for a part of the changes? */
  filtered: boolean;
};

/** The files that two versions do not have alike: how many of each kind, and a page of them by path. */
export function ChangedFiles({ version, changes, filtered, ...pager }: ChangedFilesProps) {
  const { against, counts, items } = changes;
  const all = changesFound(counts);
  return (
    <Sheet
      title={`Files of v${version} against v${against}, ${changesText(counts)}`}
      provenance={`${countOf(counts.same, "file")} unchanged`}
      flush
    >
      {(filtered || all > items.length) && (
        <div className="pt-3">
          <FilterBar search={{ name: "q", placeholder: "part of a path" }} filters={[CHANGE_FILTER]} />
        </div>
      )}
      <DataTable
        caption="Changed files"
        columns={COLUMNS}
        rows={items}
        rowKey={({ path }) => path}
        empty={filtered ? <NothingFound /> : <EmptyState title="Every file is the same" />}
      />
      {(pager.newerHref || pager.olderHref) && (
        <Pager
          shown={`${countOf(items.length, "change")} of ${countOf(all, "change")}, by path`}
          {...pager}
        />
      )}
    </Sheet>
  );
}

function NothingFound() {
  return <EmptyState title="No change matches">Search for another part of a path, or any change.</EmptyState>;
}

const LOOKS: Readonly<Record<FileChange, StateLook>> = {
  added: { word: "added", tone: "yours", icon: "check" },
  removed: { word: "removed", tone: "hold", icon: "cross" },
  changed: { word: "changed", tone: "plain", icon: "pen" },
};

const CHANGE_FILTER = {
  name: "change",
  label: "Change",
  choices: FILE_CHANGES.map((change) => ({ value: change, label: LOOKS[change].word })),
};

const digestOf = (content: ChangedFile["before"]) => (content ? <Digest value={content.digest} /> : "–");

const COLUMNS: readonly Column<ChangedFile>[] = [
  {
    key: "path",
    header: "Path",
    cell: ({ path }) => <span className="font-mono text-xs break-all">{path}</span>,
    second: ({ before, after }) => sizeText(before?.size, after?.size),
  },
  { key: "before", header: "Before", cell: ({ before }) => digestOf(before) },
  { key: "after", header: "After", cell: ({ after }) => digestOf(after) },
  {
    key: "change",
    header: "Change",
    quietHeader: true,
    className: "sm:text-right",
    cell: ({ change }) => <Stated look={LOOKS[change]} />,
  },
];
