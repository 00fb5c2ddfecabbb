import { levelText, tickText } from "#components/metrics/metric-numbers.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { comparedAs } from "#lib/releases/plan-metrics.ts";
import type { Supposed, Unlabelled } from "#lib/rollouts/unlabelled.ts";
import { BOX } from "../effects/effect-paths.ts";
import { fromTop, isIn, type Span, ticksIn, valueSpan } from "../effects/value-scale.ts";
import type { Chosen } from "./chosen-guardrail.ts";

type UnlabelledChartProps = { metric: Metric; chosen: Chosen; unlabelled: Unlabelled };

/** Effect and interval over what the answers without an outcome could be; amber from where the verdict is undone. */
export function UnlabelledChart({ metric, chosen, unlabelled }: UnlabelledChartProps) {
  const { guardrail, verdict } = chosen;
  const { from, to, labelled, tips } = unlabelled;
  const { rule } = guardrail;
  if (rule.kind !== "sequential") return null;
  const written = comparedAs(metric, rule);
  const margin =
    0 - (verdict.state === "FAIL" ? rule.rollbackMargin : (verdict.margin ?? rule.advanceMargin));
  const up = valueSpan(
    [from, to]
      .flatMap(({ difference, lower, upper }) =>
        [difference, lower, upper].flatMap((one) => (one === null ? [] : [0 - one])),
      )
      .concat(margin, 0),
    [],
  );
  const across = (value: number) => (100 * (value - from.value)) / (to.value - from.value);
  return (
    <figure
      aria-hidden="true"
      className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-1.5 text-2xs text-ink-3 tabular-nums"
    >
      <div className="relative h-40 text-right">
        {ticksIn(up).map((tick) => (
          <span
            key={tick}
            className="absolute right-0 -translate-y-1/2"
            style={{ top: `${fromTop(up, tick)}%` }}
          >
            {tickText(written, tick, true)}
          </span>
        ))}
      </div>
      <div className="relative h-40 overflow-hidden border-b border-l border-line-strong">
        {tips !== null && <Undone from={across(tips)} worse={tips > labelled} />}
        <Lines from={from} to={to} up={up} />
        <i className="absolute inset-x-0 border-t border-line-strong" style={{ top: `${fromTop(up, 0)}%` }} />
        {isIn(up, margin) && (
          <i
            className={`absolute inset-x-0 border-t ${verdict.state === "FAIL" ? "border-dashed border-fail" : "border-dotted border-pass"}`}
            style={{ top: `${fromTop(up, margin)}%` }}
          />
        )}
        <i
          className="absolute inset-y-0 border-l border-dashed border-ink-2"
          style={{ left: `${across(labelled)}%` }}
        />
        {tips !== null && (
          <i
            data-mark="tips"
            className="absolute size-2.5 -translate-1/2 rounded-full bg-hold"
            style={{ left: `${across(tips)}%`, top: `${fromTop(up, margin)}%` }}
          />
        )}
      </div>
      <Marks metric={metric} unlabelled={unlabelled} across={across} />
      <figcaption className="col-start-2">mean of the answers without an outcome</figcaption>
    </figure>
  );
}

type MarksProps = Pick<UnlabelledChartProps, "metric" | "unlabelled"> & { across: (value: number) => number };

const Marks = ({ metric, unlabelled: { labelled, tips }, across }: MarksProps) => (
  <div className="relative col-start-2 h-9">
    <Mark at={across(labelled)} text={`labelled ${levelText(metric, labelled)}`} />
    {tips !== null && <Mark at={across(tips)} text={`undone from ${levelText(metric, tips)}`} low amber />}
  </div>
);

const Undone = ({ from, worse }: { from: number; worse: boolean }) => (
  <i
    className="absolute inset-y-0 border-hold bg-hold-weak"
    style={
      worse
        ? { left: `${from}%`, right: 0, borderLeftWidth: 1.5 }
        : { left: 0, width: `${from}%`, borderRightWidth: 1.5 }
    }
  />
);

function Mark({ at, text, low, amber }: { at: number; text: string; low?: boolean; amber?: boolean }) {
  return (
    <span
      className={`absolute whitespace-nowrap ${low ? "top-4" : "top-0.5"} ${amber ? "font-medium text-hold" : ""}`}
      style={at < 50 ? { left: `${at}%` } : { right: `${100 - at}%` }}
    >
      {text}
    </span>
  );
}

/** A bound that is not known leaves the band open at the edge of the chart. */
function Lines({ from, to, up }: { from: Supposed; to: Supposed; up: Span }) {
  const y = (harm: number) => Math.round(10 * fromTop(up, 0 - harm));
  const [low, high] = [(one: Supposed) => one.upper ?? 0 - up[0], (one: Supposed) => one.lower ?? 0 - up[1]];
  const band = `M0 ${y(high(from))}L${BOX} ${y(high(to))}L${BOX} ${y(low(to))}L0 ${y(low(from))}Z`;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${BOX} ${BOX}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full"
    >
      <path
        d={band}
        fill="var(--candidate)"
        fillOpacity=".15"
        stroke="var(--candidate)"
        strokeOpacity=".4"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={`M0 ${y(from.difference)}L${BOX} ${y(to.difference)}`}
        fill="none"
        stroke="var(--candidate)"
        strokeWidth="1.75"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
