import { sittingEventData } from "./sitting-event-data.ts";

const digest = `sha256:${"ab".repeat(32)}`;
const id = "0197a1c0-0000-7000-8000-000000000003";

/** Sittings, freezes, what loosens them, and going back, as the log has them. */
export const CHANGE_EVENT_DATA = {
  ...sittingEventData,
  "template.published": {
    template: id,
    version: 1,
    digest,
    locked: ["guardrails"],
    parts: { stages: digest, guardrails: digest, judging: digest },
    offered: true,
  },
  "freeze.created": {
    freeze: id,
    window: { kind: "once", from: "2026-12-20T09:00", to: "2027-01-04T09:00" },
    zone: "Europe/Berlin",
    models: null,
    pointers: null,
    emergencies: true,
  },
  "pointer.switched-off": { pointer: "production", model: "flight-delay", freeze: id, rollout: 3 },
  "pointer.switched-on": { pointer: "production", model: "flight-delay", freeze: id, loosening: id },
  "stop.asked": { stop: id },
  "stop.confirmed": { stop: id, days: 90 },
  "loosening.proposed": { loosening: id, freeze: id, kind: "except", release: id, number: 7 },
  "loosening.confirmed": { loosening: id, freeze: id, kind: "end", days: 90 },
  "emergency.declared": {
    number: 1,
    round: 1,
    emergency: id,
    subject: digest,
    incident: 1,
    incidentId: id,
    maxPercent: 25,
    endsAt: "2026-03-01T12:00:00.000Z",
  },
  "emergency.authorised": {
    number: 1,
    round: 1,
    emergency: id,
    subject: digest,
    digest,
    bypassed: { seats: ["security"], gates: [], checks: [] },
    seat: "compliance",
    signer: id,
    method: "webauthn",
    lapsed: [],
  },
  "release.reinstated": { number: 1 },
  "pointer.returned": { pointer: "production", version: 1, from: 2, release: 1 },
} as const;
