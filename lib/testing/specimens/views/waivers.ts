import {
  type WaiverFormView,
  type WaiverItem,
  type WaiverListView,
  type WaiverPageView,
  waiverFormView,
  waiverListView,
  waiverPageView,
} from "#lib/releases/views/waivers.ts";

const NOW = "2026-11-26T10:00:00.000Z";
const digest = `sha256:${"ab".repeat(32)}` as const;

/** A waiver in force that ends soon. */
export const waiverOf = (more: Partial<WaiverItem> = {}): WaiverItem => ({
  number: 21,
  model: "flight-delay",
  gate: { id: "image-scan", title: "One high in the image scan" },
  scope: { pointer: null, release: null },
  seat: "security",
  tier: "high",
  state: "in-force",
  group: "soon",
  startsAt: "2026-10-20T00:00:00.000Z",
  endsAt: "2026-12-05T00:00:00.000Z",
  requestedBy: "Jonas Lindqvist",
  signedBy: "Mona Oduya",
  measures: "The port is closed.",
  extendedAt: [],
  extensionsLeft: 2,
  askedUntil: null,
  nth: 1,
  earlier: [],
  ...more,
});

export const waivers = (items: readonly WaiverItem[], more: Partial<WaiverListView> = {}): WaiverListView =>
  waiverListView.parse({
    now: NOW,
    items,
    all: items.length,
    models: [...new Set(items.map(({ model }) => model))],
    tiers: [
      { tier: "critical", open: 0, days: 14, perModel: 1 },
      { tier: "high", open: 3, days: 30, perModel: 2 },
    ],
    extensions: 2,
    ...more,
  });

/** One that waits for the reader. */
export const waiverShown = (more: Partial<WaiverPageView> = {}): WaiverPageView =>
  waiverPageView.parse({
    ...waiverOf({ state: "requested", group: "mine", signedBy: null }),
    policy: 14,
    message: "The image has a high finding.",
    reason: "The base image has no patch yet.",
    risk: "The finding could be exploited.",
    requestedAt: NOW,
    withdrawn: null,
    terms: [
      {
        term: 1,
        endsAt: "2026-12-05T00:00:00.000Z",
        reason: "The base image has no patch yet.",
        state: "open",
        askedBy: "Jonas Lindqvist",
        askedAt: NOW,
        signature: null,
      },
    ],
    open: { term: 1, digest, endsAt: "2026-12-05T00:00:00.000Z", candidates: ["Mona Oduya"] },
    mine: { whyNotSign: null, whyNotApprove: null, whyNotExtend: "Nothing to extend.", whyNotWithdraw: null },
    ...more,
  });

export const waiverAsked = (more: Partial<WaiverFormView> = {}): WaiverFormView =>
  waiverFormView.parse({
    models: [{ name: "flight-delay", tier: "high", days: 30 }],
    gates: [
      {
        id: "image-scan",
        title: "No high in the image scan",
        message: "The image has a high finding.",
        seat: "security",
      },
    ],
    release: null,
    whyNot: null,
    ...more,
  });
