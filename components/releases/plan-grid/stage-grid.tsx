import { clsx } from "clsx";
import type { KeyboardEventHandler, ReactNode } from "react";
import { exposureHeight } from "#components/releases/plan-bars.tsx";
import type { Stage } from "#lib/releases/plan.ts";

/** One line of the grid: a heading over the lines below it, or a cell for each stage. */
export type GridRow =
  | { readonly key: string; readonly heading: ReactNode }
  | {
      readonly key: string;
      readonly label: string;
      /** The label where it does not stand under its heading: on narrow screens, and read out. */
      readonly alone?: string;
      readonly cell: (stage: Stage, at: number) => ReactNode;
      /** The cell is a field with its own label. */
      readonly field?: boolean;
    };

type StageGridProps = {
  stages: readonly Stage[];
  rows: readonly GridRow[];
  /** Under each bar: the stage's name, or its field. */
  name: (stage: Stage, at: number) => ReactNode;
  onKeyDown?: KeyboardEventHandler;
};

/** A plan as one grid: stages are columns under their exposure, its numbers are rows. Narrow: one stage below another. */
export function StageGrid({ stages, rows, name, onKeyDown }: StageGridProps) {
  const lines = { gridRow: `span ${rows.length + 1}` };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: moves the focus between the fields inside, as a grid does
    <div className="@container overflow-x-auto" onKeyDown={onKeyDown}>
      <div
        className="flex flex-col divide-y divide-line @2xl:grid @2xl:gap-x-1.5 @2xl:gap-y-1.5 @2xl:divide-y-0"
        style={{
          gridTemplateColumns: `minmax(8.5rem, 1.1fr) repeat(${stages.length}, minmax(5.25rem, 1fr))`,
        }}
      >
        <div aria-hidden="true" className="hidden grid-rows-subgrid @2xl:grid" style={lines}>
          <span className="self-end pb-1 text-xs text-ink-3">Exposure</span>
          {rows.map((row) => (
            <RowLabel key={row.key} row={row} />
          ))}
        </div>
        {stages.map((stage, at) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset takes no part in the grid around it
          <div
            key={stage.id}
            role="group"
            aria-label={`Stage ${at + 1}: ${stage.name}`}
            className="grid gap-x-3 gap-y-2 py-3 @max-2xl:grid-cols-2 @2xl:grid-rows-subgrid @2xl:py-0"
            style={lines}
          >
            <div className="@max-2xl:col-span-2 @2xl:self-end">
              <Bar stage={stage} />
              {name(stage, at)}
            </div>
            {rows.map((row) => (
              <Cell key={row.key} row={row} stage={stage} at={at} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

const Bar = ({ stage }: { stage: Stage }) => (
  <span
    aria-hidden="true"
    className="mb-1 hidden rounded-t border-t-2 border-candidate bg-candidate/20 @2xl:block"
    style={{ height: exposureHeight(stage.trafficPercent) }}
  />
);

function RowLabel({ row }: { row: GridRow }) {
  if ("heading" in row)
    return (
      <span className="self-end overflow-visible pt-2 text-xs whitespace-nowrap text-ink-3">
        {row.heading}
      </span>
    );
  return <span className="self-center text-sm">{row.label}</span>;
}

function Cell({ row, stage, at }: { row: GridRow; stage: Stage; at: number }) {
  if ("heading" in row) return <span className="hidden @2xl:block" />;
  const { field, label, alone = label, cell, key } = row;
  return (
    <div
      data-row={key}
      data-column={at}
      className={clsx(
        "min-w-0",
        field
          ? "@2xl:[&_label]:sr-only"
          : "flex flex-col @2xl:items-center @2xl:justify-center @2xl:text-center",
      )}
    >
      {!field && <span className="text-xs text-ink-3 @2xl:sr-only">{alone}</span>}
      {cell(stage, at)}
    </div>
  );
}
