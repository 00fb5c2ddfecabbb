import type { Change } from "#components/metrics/change.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { toneColor } from "#components/ui/tone.ts";

export type SliceCell = {
  row: string;
  column: string;
  n: number;
  /** Null where n is too small to say. */
  change: Change | null;
};

type SliceHeatProps = {
  title: string;
  provenance: string;
  rows: readonly string[];
  columns: readonly string[];
  cells: readonly SliceCell[];
  /** A change of this size is drawn at full strength. */
  fullChange: number;
  nMin: number;
};

/**
 * Change by slice, in the colour of what its interval says and stronger the larger it is; hatched where there are too
 * few to tell. The number always stands.
 */
export function SliceHeat(props: SliceHeatProps) {
  const { title, provenance, rows, columns, cells, fullChange, nMin } = props;
  const byPlace = new Map(cells.map((cell) => [`${cell.row}\n${cell.column}`, cell]));
  return (
    <Sheet title={title} provenance={provenance}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="-m-1 overflow-x-auto p-1">
        <table className="w-full min-w-[420px] text-xs">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column} scope="col" className="h-7 px-1 font-medium text-ink-3">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row}>
                <th scope="row" className="pr-3 text-left font-medium whitespace-nowrap text-ink-2">
                  {row}
                </th>
                {columns.map((column) => (
                  <td key={column} className="p-0.5">
                    <HeatCell cell={byPlace.get(`${row}\n${column}`)} full={fullChange} nMin={nMin} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}

type HeatCellProps = { cell: SliceCell | undefined; full: number; nMin: number };

function HeatCell({ cell, full, nMin }: HeatCellProps) {
  const change = cell?.change;
  if (!change?.gain) {
    return (
      <span className="hatched grid h-8 place-items-center rounded bg-sunken text-ink-2">
        <span className="rounded bg-sunken px-1">{cell && !change ? `n < ${nMin}` : "no data"}</span>
      </span>
    );
  }
  const { gain, look, words, interval, signed } = change;
  const strength = Math.min(1, Math.abs(gain.by) / full) * 28;
  return (
    <span
      title={[look.word, words, interval, `${formatNumber(cell?.n)} rows`].filter(Boolean).join(", ")}
      className="relative grid h-8 place-items-center rounded tabular-nums"
      style={{
        backgroundColor: `color-mix(in srgb, ${toneColor[look.tone]} ${strength.toFixed(1)}%, var(--surface))`,
      }}
    >
      <span>
        {signed}
        <span className="sr-only">, {look.word}</span>
      </span>
    </span>
  );
}
