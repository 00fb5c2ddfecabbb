import { ReferenceArea, ReferenceLine } from "recharts";
import type { StageBand } from "./stage-bands.ts";

/** Under the intervals and lines, which recharts draws at 100 and above. */
const groundLayer = -60;

type Domain = readonly [number, number];
type ChartGroundProps = { bands: readonly StageBand[]; across: Domain; up: Domain };

/** Every other stage tinted, with three horizontal lines. */
export function ChartGround({ bands, across: [first, last], up: [low, high] }: ChartGroundProps) {
  return (
    <>
      {bands.map(({ name, from, to }, index) => (
        <ReferenceArea
          key={name + from}
          x1={Math.max(first, Date.parse(from))}
          x2={Math.min(last, Date.parse(to))}
          fill={index % 2 === 1 ? "var(--sunken)" : "transparent"}
          fillOpacity={1}
          zIndex={groundLayer}
        />
      ))}
      {[0.25, 0.5, 0.75].map((share) => (
        <ReferenceLine
          key={share}
          y={low + (high - low) * share}
          stroke="var(--line)"
          zIndex={groundLayer + 1}
        />
      ))}
    </>
  );
}
