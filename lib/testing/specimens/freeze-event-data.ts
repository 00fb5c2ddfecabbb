const id = "0197a1c0-0000-7000-8000-000000000003";

/** Freezes and what loosens them, as the log has them. */
export const FREEZE_EVENT_DATA = {
  "freeze.created": {
    freeze: id,
    window: { kind: "once", from: "2026-12-20T09:00", to: "2027-01-04T09:00" },
    zone: "Europe/Berlin",
    models: null,
    pointers: null,
    emergencies: true,
  },
  "loosening.proposed": { loosening: id, freeze: id, kind: "except", release: id, number: 7 },
  "loosening.confirmed": { loosening: id, freeze: id, kind: "end", days: 90 },
} as const;
