import { placeIn } from "./chart-scale.ts";
import type { StageBand } from "./stage-bands.ts";

/** A stage narrower than this has no room for its name. */
const NAMED_PERCENT_MIN = 8;

type StageNamesProps = { bands: readonly StageBand[]; domain: readonly [number, number] };

/** Under the chart, each where its stage begins. */
export function StageNames({ bands, domain }: StageNamesProps) {
  const placed = bands.map((band) => ({ ...band, ...placeIn(domain, band.from, band.to) }));
  return (
    <div className="relative h-4 overflow-hidden text-2xs text-ink-3">
      {placed
        .filter(({ width }) => width >= NAMED_PERCENT_MIN)
        .map(({ name, from, left, width }) => (
          <span
            key={name + from}
            className="absolute truncate pl-1"
            style={{ left: `${left}%`, width: `${width}%` }}
          >
            {name}
          </span>
        ))}
    </div>
  );
}
