import { sittingListView } from "#lib/councils/views/sitting-list.ts";
import { sittingView } from "#lib/releases/views/sitting.ts";

const digest = `sha256:${"a".repeat(64)}`;
const mira = { id: "0198c0de-0000-7000-8000-000000000002", name: "Mira Okafor" };
const nora = { id: "0198c0de-0000-7000-8000-000000000003", name: "Nora Lund" };
const at = "2026-11-26T14:00:00.000Z";
const id = "0198c0de-0000-7000-8000-000000000009";

const vote = {
  seat: "security" as const,
  min: 1,
  signerId: mira.id,
  signer: mira.name,
  decision: "approve" as const,
  signedAt: at,
  comment: "Read.",
  written: true,
  conditions: 1,
  mine: false,
};

/** A sitting that discusses its second item. */
export const sitting = sittingView.parse({
  id,
  number: 45,
  state: "open",
  council: { id, name: "Model council", zone: "Europe/Berlin" },
  startsAt: at,
  opened: { at, by: mira.name },
  closedAt: null,
  now: "2026-11-26T14:06:40.000Z",
  chair: mira,
  secretary: nora,
  whyNotRun: null,
  people: [
    { ...mira, seat: "security", stands: false, presence: "present" },
    { ...nora, seat: null, stands: false, presence: "present" },
  ],
  absent: ["compliance"],
  items: [
    {
      item: "1",
      kind: "release",
      subject: id,
      title: "crew-pairing v11 to production@eu",
      href: "/releases/210",
      round: 1,
      digest,
      minutes: 10,
      state: "recorded",
      startedAt: at,
      endedAt: at,
      result: "approved",
      sentence: "Approved by 1 of 1 signatures.",
      votes: [vote],
      checks: [],
      sealed: null,
      unheard: [],
      reason: null,
      mine: false,
    },
    {
      item: "2",
      kind: "release",
      subject: id,
      title: "no-show v10 to production",
      href: "/releases/211",
      round: 1,
      digest,
      minutes: 10,
      state: "current",
      startedAt: at,
      endedAt: null,
      result: "objected",
      sentence: "The objection of Compliance outranks 1 approval until it is lifted.",
      votes: [
        vote,
        { ...vote, seat: "compliance", decision: "request-changes", written: false, conditions: 0 },
      ],
      checks: [
        {
          id: "gate-calibration",
          title: "Calibration is proven",
          status: "fail",
          severity: "block",
          message: "It is undecided.",
          resolution: { action: "Edit the release", href: "/releases/211/edit" },
        },
        {
          id: "gate-charter",
          title: "Charter routes are measured",
          status: "waived",
          severity: "block",
          message: "No data.",
          waiver: { number: 23, until: at, signedBy: [{ name: mira.name, function: "security" }] },
        },
        { id: "base-still-live", title: "Base version is still live", status: "pass", message: "Passes." },
      ],
      sealed: {
        phase: "revealed",
        hours: 24,
        revealAt: at,
        revealedAt: at,
        seats: [
          {
            function: "security",
            heard: true,
            given: [
              {
                id,
                signerId: mira.id,
                signerName: mira.name,
                onBehalfOf: null,
                givenAt: at,
                said: { decision: "request-changes", comment: "" },
                now: { decision: "approve", comment: "Read.", at, changed: true },
              },
            ],
          },
        ],
      },
      unheard: ["engineering"],
      reason: null,
      mine: true,
    },
  ],
  addable: [
    {
      kind: "waiver",
      subject: "0198c0de-0000-7000-8000-000000000031",
      title: "Waiver 23, four-fifths by origin",
      href: "/waivers/23",
      minutes: 8,
      dueAt: null,
    },
  ],
  entries: [
    {
      key: "act-2",
      kind: "act",
      at,
      by: mira.name,
      nth: null,
      sentence: "Mira Okafor opened the sitting.",
      text: null,
      href: null,
    },
    { key: "act-5", kind: "note", at, by: nora.name, nth: 2, sentence: "", text: "Read out.", href: null },
  ],
  minutes: [],
  mine: null,
  vouchedUntil: null,
});

/** Two sittings of a council. */
export const sittings = sittingListView.parse({
  items: [
    { id, number: 45, startsAt: at, state: "open" },
    { id: "0198c0de-0000-7000-8000-000000000008", number: 44, startsAt: at, state: "signed" },
  ],
  nextCursor: "44",
  nextAt: at,
  whyNotRun: null,
});
