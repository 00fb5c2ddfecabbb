import { Area, Line } from "recharts";

/** Each arm's interval, and its mean over it. */
export function ArmLines() {
  return (
    <>
      <Area
        dataKey="baselineBand"
        stroke="none"
        fill="var(--baseline)"
        fillOpacity={0.15}
        isAnimationActive={false}
      />
      <Area
        dataKey="candidateBand"
        stroke="none"
        fill="var(--candidate)"
        fillOpacity={0.15}
        isAnimationActive={false}
      />
      <Line
        dataKey="baseline"
        stroke="var(--baseline)"
        strokeWidth={1.25}
        dot={false}
        isAnimationActive={false}
      />
      <Line
        dataKey="candidate"
        stroke="var(--candidate)"
        strokeWidth={1.75}
        dot={false}
        isAnimationActive={false}
      />
    </>
  );
}
