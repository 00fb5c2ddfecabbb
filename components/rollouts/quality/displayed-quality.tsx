"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DisplayedQualityView } from "#lib/rollouts/views/displayed-quality.ts";
import type { ArmNames } from "../arm-names.ts";
import { DECIDES_NOTHING, ofWhatText, type QualityRow, qualityRows } from "./quality-words.ts";

type DisplayedQualityProps = {
  arms: ArmNames;
  /** Reads them. It costs the server some thousand rows, so it is done once the sheet is in view, and when the reader asks. */
  read: () => Promise<Answer<DisplayedQualityView>>;
};

/** Precision, recall, F1 and AUC with their intervals, which no guardrail decides by. */
export function DisplayedQuality({ arms, read }: DisplayedQualityProps) {
  const { view, problem, busy, again, place } = useRead(read);
  return (
    <div ref={place} className="min-w-0">
      <Sheet
        title="Displayed, not decided by"
        provenance={
          view && (
            <>
              <span>
                {view.stage}, as of <Time at={view.asOf} as="clock" />; upper line {arms.candidate}, lower
                line {arms.baseline}
              </span>
              <Button variant="quiet" busy={busy} onClick={again}>
                Read again
              </Button>
            </>
          )
        }
        flush
      >
        {view?.arms ? (
          <DataTable
            caption="Metrics that decide nothing"
            columns={COLUMNS}
            rows={qualityRows(view.arms)}
            rowKey={({ id }) => id}
          />
        ) : (
          <EmptyState title={problem ?? (view ? "No scored answer has its outcome yet" : "Reading")}>
            Precision, recall, F1 and AUC of answers with a score, once their outcomes are due.
          </EmptyState>
        )}
        <p className="border-t border-line py-2.5 text-xs text-ink-3">
          {DECIDES_NOTHING} {view?.arms && ofWhatText(view)}
        </p>
      </Sheet>
    </div>
  );
}

function useRead(read: DisplayedQualityProps["read"]) {
  const [view, setView] = useState<DisplayedQualityView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const again = useCallback(async () => {
    setBusy(true);
    const answer = await read();
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem.title);
    if (answer.ok) setView(answer.value);
  }, [read]);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      void again();
    });
    if (place.current) seen.observe(place.current);
    return () => seen.disconnect();
  }, [again]);
  return { view, problem, busy, again, place };
}

const figures = (
  key: string,
  header: string,
  text: (of: QualityRow["candidate"]) => string,
): Column<QualityRow> => ({
  key,
  header,
  align: "right",
  cell: ({ candidate }) => <span className="whitespace-nowrap">{text(candidate)}</span>,
  second: ({ baseline }) => <span className="whitespace-nowrap">{text(baseline)}</span>,
});

const COLUMNS: readonly Column<QualityRow>[] = [
  {
    key: "metric",
    header: "Metric",
    className: "sm:w-[40%]",
    cell: ({ name }) => name,
    second: ({ what }) => what,
  },
  figures("value", "Value", ({ value }) => value),
  figures("interval", "95 % interval", ({ interval }) => interval || "none"),
  figures("n", "n", ({ n }) => n),
];
