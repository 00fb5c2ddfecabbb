import { catalogued } from "#lib/metrics/catalogue.ts";
import type { Gate } from "./gate.ts";

/** The share of right answers: what the four-fifths rule compares. */
const RIGHT = catalogued("accuracy");

const REPORTS = { label: "See its reports", to: "version" } as const;

/** What a council usually asks of the evidence. */
export const evidenceGates: readonly Gate[] = [
  {
    id: "compared-with-live",
    title: "Report compares with what is live",
    severity: "block",
    expression: "release.first || has(evidence.compared)",
    message: "No signed report compares the candidate with the live version.",
    wayOut: REPORTS,
    whenMissing: "fail",
  },
  {
    id: "enough-rows",
    title: "Measured on enough rows",
    severity: "block",
    expression: "evidence.measured.rows >= 1000",
    message: "The newest report has fewer than 1,000 rows.",
    wayOut: REPORTS,
    whoMayWaive: "data-science",
    whenMissing: "fail",
  },
  {
    id: "no-metric-worse",
    title: "No metric proven worse",
    severity: "block",
    expression: "release.first || evidence.compared.metrics.all(m, m.best >= 0.0)",
    message: "A metric is proven worse.",
    wayOut: REPORTS,
    whoMayWaive: "business",
    whenMissing: "fail",
  },
  {
    id: "slices-evaluated",
    title: "Evaluation by slice",
    severity: "block",
    expression: "release.first || has(evidence.compared.slices)",
    message: "No slice was compared with the live version.",
    wayOut: REPORTS,
    whoMayWaive: "data-science",
    whenMissing: "fail",
  },
  {
    id: "slices-no-worse",
    title: "No slice proven worse",
    severity: "block",
    expression: "release.first || evidence.compared.slices.all(s, s.rows < 100 || s.best >= 0.0)",
    message: "A slice is proven worse.",
    wayOut: REPORTS,
    whoMayWaive: "compliance",
    whenMissing: "hold",
  },
  {
    id: "calibrated",
    title: "Calibration within its limit",
    severity: "warn",
    expression: "evidence.measured.calibration.gap <= 0.05",
    message: "Confidence and frequency differ by more than 0.05.",
    wayOut: REPORTS,
    whenMissing: "hold",
  },
  {
    id: "four-fifths",
    title: "Four-fifths ratio, with interval",
    severity: "warn",
    expression: `evidence.measured.ratios.exists(r, r.metric == "${RIGHT.id}" && r.worst >= 0.8)`,
    message: "The worst slice is not proven to have four fifths of the best one's accuracy.",
    wayOut: REPORTS,
    whenMissing: "hold",
  },
  {
    id: "pipelines-agree",
    title: "Two pipelines agree",
    severity: "warn",
    expression: "evidence.agreement.all(a, a.gap <= 0.01)",
    message: "No two pipelines measured the same, or they differ by more than 0.01.",
    wayOut: REPORTS,
    whenMissing: "fail",
  },
];
