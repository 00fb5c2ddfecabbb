// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { outcomeSentence } from "#lib/releases/minutes-words.ts";
import type { SittingItemView } from "#lib/releases/views/sitting.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { sitting, sittings } from "#lib/testing/specimens/views/sittings.ts";
import { lateText } from "./agenda.tsx";
import { expectedTimes, segmentsOf } from "./agenda-time.ts";
import { ChecksStrip, stripText } from "./checks-strip.tsx";
import { CouncilSittings } from "./council-sittings.tsx";
import { ItemVotes } from "./item-votes.tsx";
import { MinutesDocument } from "./minutes-document.tsx";
import { RunSitting, type SittingActs, stepOf } from "./run-sitting.tsx";
import { SignSitting } from "./sign-sitting.tsx";
import { cellText } from "./sign-table.tsx";
import { SittingView } from "./sitting-view.tsx";
import { betweenItems, clockText, nextItem, progressText } from "./sitting-words.ts";

const done: Answer<unknown> = { ok: true, value: undefined };
const [, current] = sitting.items;
const acts: SittingActs = {
  open: async () => done,
  start: async () => done,
  record: async () => done,
  extend: async () => done,
  postpone: async () => done,
  callOff: async () => done,
  close: async () => done,
};

describe("words", () => {
  it("word an outcome by whose say it is", () => {
    const vote = { signature: "s", signer: "p", written: false, conditions: 0 };
    const votes = [
      { ...vote, seat: "security" as const, decision: "approve" as const },
      { ...vote, seat: "compliance" as const, decision: "request-changes" as const },
    ];
    const of = { votes, open: ["compliance" as const] };
    expect(outcomeSentence({ ...of, result: "objected" })).toBe(
      "The objection of Compliance outranks 1 approval until it is lifted.",
    );
    expect(outcomeSentence({ ...of, result: "waiting" })).toBe("Not decided: Compliance is open.");
    expect(outcomeSentence({ ...of, votes: votes.slice(0, 1), result: "approved" })).toBe(
      "Approved by 1 of 1 signatures.",
    );
    expect(outcomeSentence({ ...of, result: "changed" })).toBe(
      "Its content changed while it was discussed, so its round ended.",
    );
  });

  it.each([
    [0, "0:00"],
    [400, "6:40"],
    [-3, "0:00"],
    [3661, "61:01"],
  ])("%d seconds are %s", (seconds, text) => expect(clockText(seconds)).toBe(text));

  it("tell how far the agenda is", () => {
    expect(progressText(sitting)).toBe("2 of 2");
    expect(nextItem(sitting)).toBeUndefined();
  });

  it("say of each cell what was signed", () => {
    const [vote] = current!.votes;
    expect(cellText(undefined)).toBe("no seat");
    expect(cellText(vote)).toBe("signed in writing");
    expect(cellText({ ...vote!, written: false })).toBe("signed");
    expect(cellText({ ...vote!, decision: null })).toBe("not signed");
    expect(cellText({ ...vote!, decision: null, mine: true })).toBe("yours to sign");
  });
});

it("is opened with whoever was ticked, and with nobody who was not", async () => {
  const open = vi.fn(async () => done);
  const of = { ...sitting, state: "planned" as const };
  mounted(<RunSitting sitting={of} acts={{ ...acts, open }} onDone={() => undefined} />);
  fireEvent.click(screen.getByLabelText("Mira Okafor, Security"));
  fireEvent.click(screen.getByRole("button", { name: "Open the sitting" }));
  await waitFor(() => expect(open).toHaveBeenCalledWith([sitting.people[0]]));
});

describe("the time of an agenda", () => {
  const [first, second] = sitting.items;
  const at = (minute: number) => new Date(Date.parse(sitting.startsAt) + minute * 60_000).toISOString();
  const timed = (more: Partial<SittingItemView>) => ({ ...first!, ...more });
  const items = [
    timed({ item: "1", startedAt: at(0), endedAt: at(12) }),
    timed({ item: "2", state: "current", startedAt: at(12), endedAt: null }),
    timed({ item: "3", state: "waiting", startedAt: null, endedAt: null, minutes: 8 }),
    timed({ item: "4", state: "postponed", startedAt: null, endedAt: at(1), minutes: 8 }),
  ];
  const of = { ...sitting, items, now: at(15) };

  it("is a segment an item, as wide as it takes and filled as far as it has", () => {
    expect(segmentsOf(of).map(({ minutes, filled, look }) => [minutes, filled, look])).toEqual([
      [12, 1, "done"],
      [10, 0.3, "now"],
      [8, 0, "coming"],
      [0.5, 1, "done"],
    ]);
    const over = segmentsOf({ ...of, now: at(32) })[1]!;
    expect(over).toMatchObject({ minutes: 20, filled: 1, look: "over" });
    expect(over.text).toBe(`Item 2, ${first!.title}: now, 20 of 10 min`);
    expect(segmentsOf(of)[3]!.text).toContain("put off");
  });

  it("says when each is expected, and by how much the end is late", () => {
    expect(expectedTimes(of)).toEqual({
      starts: new Map([["3", at(22)]]),
      endsAt: at(30),
      lateMinutes: 2,
    });
    expect(expectedTimes({ ...of, state: "signed" })).toBeNull();
    expect([lateText(2), lateText(1), lateText(-5)]).toEqual([", 2 min late", "", ", 5 min early"]);
    const planned = { ...of, state: "planned" as const, opened: null, items: items.slice(2, 3) };
    expect(expectedTimes(planned)).toMatchObject({ starts: new Map([["3", at(0)]]), endsAt: at(8) });
  });

  it("is said of checks in one line", () => {
    const [fails, , passes] = second!.checks;
    expect(stripText([passes!])).toBe("None of 1 checks and gates fails.");
    expect(stripText([fails!, { ...fails!, status: "hold" }])).toBe("2 of 2 checks and gates do not pass.");
    const all = textOf(<ChecksStrip checks={[passes!, passes!]} />);
    expect(all).toBe("All 2 checks and gates pass.");
  });
});

describe("votes of a sealed round", () => {
  const [, item] = sitting.items;
  const sealedAs = (phase: "sealed" | "open", said: null) => {
    const { sealed } = item!;
    const seats = sealed!.seats.map((seat) => ({
      ...seat,
      given: seat.given.map((one) => ({ ...one, said, now: null })),
    }));
    return textOf(<ItemVotes item={{ ...item!, sealed: { ...sealed!, phase, revealedAt: null, seats } }} />);
  };

  it("have what was sealed beside what holds now", () => {
    const text = textOf(<ItemVotes item={item!} />);
    expect(text).toContain("Sealed until");
    expect(text).toMatch(/Sealed: Request changes Approve/);
  });

  it("name who gave one before the reveal, never which", () => {
    const text = sealedAs("sealed", null);
    expect(text).toContain("given by Mira Okafor");
    expect(text).not.toContain("Request changes Approve");
    expect(sealedAs("open", null)).not.toContain("Sealed");
  });
});

it.each([
  ["planned", "It can be opened"],
  ["called-off", "It was called off"],
  ["closed", "The sitting ended"],
  ["signed", "The sitting ended"],
  ["amended", "The sitting ended"],
] as const)("says what a %s sitting waits for", (state, title) => {
  expect(betweenItems({ ...sitting, state }).title).toBe(title);
});

describe("a sitting", () => {
  const page = (more: Partial<typeof sitting> = {}) =>
    textOf(<SittingView sitting={{ ...sitting, ...more }} run={null} write={null} sign={null} />);

  it("shows its agenda, the votes on the item, and the minutes with what was typed", () => {
    const text = page();
    for (const part of [
      "In session",
      "Sitting 45",
      "Too few came for Compliance",
      "Being discussed",
      "2 here",
      "1 of 3 checks and gates does not pass, 1 is waived.",
      "Edit the release",
      "Waiver 23",
      "Request changes",
      "changed",
      "in writing",
      "Neither here nor heard in writing: Engineering",
      "it is recorded, never chosen",
      "Written by Nora Lund",
    ])
      expect(text).toContain(part);
  });

  it("says what to do where nothing is on the agenda", () => {
    const text = page({ items: [], entries: [], people: [] });
    expect(text).toContain("Nothing is on the agenda");
    expect(text).toContain("Nothing is in the minutes yet");
    expect(text).toContain("Nobody is taken down as here");
  });

  it("offers one next step: open, call, record, end", () => {
    const { items } = sitting;
    const step = (of: Partial<typeof sitting>) => stepOf({ ...sitting, ...of }, acts, [])?.label;
    expect(step({ state: "planned" })).toBe("Open the sitting");
    expect(step({})).toBe("Record the outcome");
    expect(step({ items: [{ ...items[0]!, state: "waiting" }] })).toBe("Call item 1");
    expect(step({ items: [items[0]!] })).toBe("End the sitting");
    expect(step({ state: "signed" })).toBeUndefined();
  });

  it("keeps its buttons off for others, with the reason", () => {
    const whyNotRun = "Only the chair and the secretary of the council run its sittings.";
    const of = { ...sitting, whyNotRun };
    const text = textOf(<RunSitting sitting={of} acts={acts} onDone={() => undefined} />);
    expect(text).toContain(whyNotRun);
  });

  it("asks for all factors once, and for the minutes", () => {
    const of = { ...sitting, state: "closed" as const, mine: { seat: "security" as const, whyNot: null } };
    const submit = async () => done;
    const text = textOf(
      <SignSitting
        dispute={async () => ({ ok: true, value: undefined })}
        sitting={of}
        means={{ all: PASSWORD_ALONE, minutes: PASSWORD_ALONE }}
        vouch={submit}
        sign={submit}
        onDone={() => undefined}
      />,
    );
    expect(text).toContain("Give all factors once");
    expect(text).toContain("Sign the minutes");
  });
});

it("minutes are a document with attendance, decisions and signatures", () => {
  const signers = [
    {
      person: sitting.chair,
      seat: "security" as const,
      signedAt: sitting.startsAt,
      decision: "approve" as const,
    },
    { person: sitting.secretary!, seat: "compliance" as const, signedAt: null, decision: null },
  ];
  const round = {
    round: 1,
    digest: current!.digest,
    amends: false,
    state: "open" as const,
    at: sitting.startsAt,
    text: null,
  };
  const text = textOf(<MinutesDocument sitting={{ ...sitting, minutes: [{ ...round, signers }] }} />);
  expect(text).toContain("Minutes of sitting 45");
  expect(text).toContain("Mira Okafor, Security: present");
  expect(text).toContain("Nora Lund, Compliance: has not signed");
});

it("a council's page has its next sitting with the agenda, and earlier ones", () => {
  const text = textOf(<CouncilSittings council="c" list={sittings} next={sitting} plan={null} />);
  expect(text).toContain("no-show v10 to production");
  expect(text).toContain("Earlier sittings");
  const none = { ...sittings, items: [], nextCursor: null };
  expect(textOf(<CouncilSittings council="c" list={none} next={null} plan={null} />)).toContain(
    "None is planned",
  );
});
