import type { Gate } from "#lib/policy/gate.ts";
import type { GateCover, GateResult, GateState } from "#lib/policy/gate-results.ts";
import type { Check } from "./checks.ts";

/** What the ways out of gates lead to. */
type Places = {
  readonly number: number;
  readonly model: string;
  readonly version: number;
};

const HREFS: Readonly<Record<Gate["wayOut"]["to"], (places: Places) => string>> = {
  "edit-release": ({ number }) => `/releases/${number}/edit`,
  version: ({ model, version }) => `/models/${model}/versions/${version}`,
  model: ({ model }) => `/models/${model}`,
  "pointer-incidents": () => "/incidents",
  freezes: () => "/freezes",
  people: () => "/people",
  policy: () => "/policy",
  "re-reviews": ({ model }) => `/reviews?model=${model}`,
  findings: ({ model }) => `/models/${model}/findings`,
  rollout: ({ number }) => `/releases/${number}/rollout`,
};

/** A gate's check has its id behind this, so that no gate can pass for a check of the product's own. */
const GATE = "gate-";

/** The gates as checks, beside the built-in ones: for people and programs alike. */
export const gateChecks = (
  results: readonly GateResult[],
  places: Places,
  signersOf: (cover: GateCover) => NonNullable<Check["waiver"]>["signedBy"],
): Check[] =>
  results.map(({ gate, status, because, cover }) => ({
    id: `${GATE}${gate.id}`,
    title: gate.title,
    status,
    severity: gate.severity,
    message: status === "pass" ? "Passes." : [gate.message, because].filter(Boolean).join(" "),
    ...(status === "pass"
      ? {}
      : { resolution: { action: gate.wayOut.label, href: HREFS[gate.wayOut.to](places) } }),
    ...(cover ? { waiver: { number: cover.number, until: cover.until, signedBy: signersOf(cover) } } : {}),
    ...(mayBeAskedFor(gate, status) ? { waivable: waivableAt(gate, places) } : {}),
  }));

type Waivable = Gate & Required<Pick<Gate, "whoMayWaive">>;

const waivableAt = ({ id, whoMayWaive }: Waivable, { model, number }: Places) => ({
  function: whoMayWaive,
  href: `/waivers/request?${new URLSearchParams({ model, gate: id, release: `${number}` })}`,
});

const mayBeAskedFor = (gate: Gate, status: GateState): gate is Waivable =>
  gate.severity === "block" && gate.whoMayWaive !== undefined && (status === "fail" || status === "hold");
