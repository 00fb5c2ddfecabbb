import {
  type EnvelopeFormView,
  type EnvelopeItem,
  type EnvelopeListView,
  type EnvelopePageView,
  envelopeFormView,
  envelopeListView,
  envelopePageView,
  type StandardView,
  standardView,
} from "#lib/releases/views/envelopes.ts";

const NOW = "2026-11-26T10:00:00.000Z";
const digest = `sha256:${"ab".repeat(32)}` as const;

/** An envelope in force, used once. */
export const envelopeOf = (more: Partial<EnvelopeItem> = {}): EnvelopeItem => ({
  number: 4,
  model: "flight-delay",
  pointer: "production",
  tier: "high",
  state: "in-force",
  group: "open",
  over: null,
  startsAt: "2026-11-01T00:00:00.000Z",
  endsAt: "2027-01-01T00:00:00.000Z",
  used: 1,
  uses: 3,
  base: { release: 3, version: 3 },
  proposedBy: "Rhea Cole",
  seatsMet: 3,
  seatsAll: 3,
  ...more,
});

export const envelopes = (
  items: readonly EnvelopeItem[],
  more: Partial<EnvelopeListView> = {},
): EnvelopeListView =>
  envelopeListView.parse({ now: NOW, items, all: items.length, models: ["flight-delay"], ...more });

/** One that the reader can sign, with a use from before. */
export const envelopeShown = (more: Partial<EnvelopePageView> = {}): EnvelopePageView =>
  envelopePageView.parse({
    ...envelopeOf({ state: "proposed", group: "mine", seatsMet: 0, seatsAll: 1 }),
    reason: "Retrained every month on the same features.",
    proposedAt: NOW,
    policy: 14,
    digest,
    mayChange: ["datasets"],
    metrics: [{ metric: "log-loss", dataset: digest, better: "lower", value: 0.5, worse: 0.01 }],
    sizePercent: 5,
    firstPercent: 10,
    stepPercent: 75,
    gates: [{ id: "compared", title: "Compared with what is live" }],
    released: [{ use: 1, release: 7, at: NOW }],
    revoked: null,
    seats: [{ function: "security", min: 1, state: "waiting", candidates: ["Mona Oduya"], signed: [] }],
    mine: { seat: "security", whyNotSign: null, whyNotApprove: null, whyNotRevoke: null },
    ...more,
  });

export const envelopeAsked = (more: Partial<EnvelopeFormView> = {}): EnvelopeFormView =>
  envelopeFormView.parse({
    models: ["flight-delay"],
    model: {
      name: "flight-delay",
      tier: "high",
      days: 90,
      pointers: [
        {
          name: "production",
          base: { release: 3, version: 3 },
          metrics: [
            { metric: "log-loss", dataset: digest, datasetName: "february", better: "lower", value: 0.5 },
            { metric: "ece", dataset: digest, datasetName: "february", better: "lower", value: 0.02 },
          ],
          whyNot: null,
        },
      ],
    },
    gates: [{ id: "compared", title: "Compared with what is live" }],
    whyNot: null,
    ...more,
  });

/** The claim of a release that is inside its envelope. */
export const standardOf = (more: Partial<StandardView> = {}): StandardView =>
  standardView.parse({
    envelope: 4,
    base: { release: 3, version: 3 },
    endsAt: "2027-01-01T00:00:00.000Z",
    used: 1,
    uses: 3,
    bounds: [
      { bound: "substantial", name: null, limit: null, measured: null, over: null, ok: true },
      { bound: "part", name: "code", limit: null, measured: null, over: null, ok: true },
      { bound: "metric", name: "log-loss", limit: 0.01, measured: 0.004, over: null, ok: true },
      { bound: "size", name: null, limit: 5, measured: 2, over: null, ok: true },
    ],
    gates: [{ id: "compared", ok: true }],
    whyNot: null,
    whyNotNormal: null,
    ...more,
  });
