import { ListChecks } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FindingListView, FindingView } from "#lib/councils/views/finding-list.ts";
import { findingDetail, findingLook } from "./finding-words.ts";

type FindingsViewProps = {
  list: FindingListView;
  /** The form to open one, where the reader may. */
  form: ReactNode;
  /** What the reader can do about one. */
  actsOf: (finding: FindingView) => ReactNode;
};

/** The documented gaps of a model: open ones by severity and age, then those that were closed. */
export function FindingsView({ list, form, actsOf }: FindingsViewProps) {
  return (
    <>
      <PageHead
        title={`Findings of ${list.model}`}
        lede="A finding is a documented gap with an owner and a due date. Gates of the policy can read them."
      />
      <Sheet title="Open" provenance={`${list.open.length} by severity and age`} flush>
        {list.open.length === 0 ? (
          <EmptyState icon={ListChecks} title="No finding is open" />
        ) : (
          <Lines findings={list.open} actsOf={actsOf} />
        )}
      </Sheet>
      {form}
      {list.closed.length > 0 && (
        <Sheet title="Closed" provenance="kept permanently" flush>
          <Lines findings={list.closed} actsOf={() => null} />
        </Sheet>
      )}
    </>
  );
}

const Lines = ({
  findings,
  actsOf,
}: { findings: readonly FindingView[] } & Pick<FindingsViewProps, "actsOf">) => (
  <ul className="divide-y divide-line text-sm">
    {findings.map((finding) => (
      <li key={finding.number} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
        <div className="min-w-0 flex-1 basis-72">
          <Look finding={finding} />{" "}
          <span className="font-medium">
            {finding.number}. {finding.title}
          </span>
          <p className="whitespace-pre-line text-ink-2 wrap-anywhere">{finding.hypothesis}</p>
          <p className="text-xs text-ink-3">
            {findingDetail(finding)} · due <Time at={finding.dueAt} as="date" /> · opened by{" "}
            {finding.openedBy}, <Time at={finding.openedAt} as="date" />
          </p>
          {finding.closed && (
            <p className="text-xs text-ink-3">
              {finding.closed.by}, <Time at={finding.closed.at} as="date" />: “{finding.closed.reason}”
            </p>
          )}
        </div>
        {actsOf(finding)}
      </li>
    ))}
  </ul>
);

function Look({ finding }: { finding: FindingView }) {
  const { word, tone, icon } = findingLook(finding);
  return (
    <StatePill tone={tone} icon={icon}>
      {word}
    </StatePill>
  );
}
