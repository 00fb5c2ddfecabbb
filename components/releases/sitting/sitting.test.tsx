// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { outcomeSentence } from "#lib/releases/minutes-words.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { sitting, sittings } from "#lib/testing/specimens/views/sittings.ts";
import { CouncilSittings, NextSitting } from "./council-sittings.tsx";
import { MinutesDocument } from "./minutes-document.tsx";
import { RunSitting, type SittingActs, stepOf } from "./run-sitting.tsx";
import { SignSitting } from "./sign-sitting.tsx";
import { cellText } from "./sign-table.tsx";
import { SittingView } from "./sitting-view.tsx";
import { betweenItems, clockText, itemToSign, nextItem, progressText } from "./sitting-words.ts";

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

  it("choose what the reader signs on this page: what they picked, else what is discussed", () => {
    const [first, second] = sitting.items.map((item) => ({ ...item, mine: true }));
    const items = [
      { ...first!, state: "waiting" as const },
      { ...second!, state: "current" as const },
    ];
    expect(itemToSign({ items, state: "open" }, undefined)?.item).toBe(second!.item);
    expect(itemToSign({ items, state: "open" }, first!.item)?.item).toBe(first!.item);
    expect(itemToSign({ items, state: "open" }, "none")?.item).toBe(second!.item);
    expect(itemToSign({ items, state: "planned" }, first!.item)).toBeUndefined();
    const others = items.map((item) => ({ ...item, mine: false }));
    expect(itemToSign({ items: others, state: "open" }, first!.item)).toBeUndefined();
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

  it("has where the reader signs the item, and leads there from its vote", () => {
    const [, item] = sitting.items;
    const votes = item!.votes.map((vote) => ({ ...vote, mine: true }));
    const toSign = { ...item!, state: "current" as const, mine: true, votes };
    const view = (
      <SittingView
        sitting={{ ...sitting, items: [toSign] }}
        run={null}
        write={null}
        sign={null}
        toSign={toSign}
        here={<p>The panel.</p>}
      />
    );
    expect(textOf(view)).toMatch(/Sign below .*no-show v10 to production The panel\./);
    expect(markupOf(view)).toContain('href="#sign"');
  });

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
    expect(text).toContain("Dispute the minutes");
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
  const text = textOf(
    <>
      <NextSitting council="c" list={sittings} next={sitting} plan={null} />
      <CouncilSittings council="c" list={sittings} />
    </>,
  );
  expect(text).toContain("no-show v10 to production");
  expect(text).toContain("Minutes of sitting 44");
  expect(text).toContain("Next page");
  const none = { ...sittings, items: [], nextCursor: null };
  expect(textOf(<NextSitting council="c" list={none} next={null} plan={null} />)).toContain(
    "None is planned",
  );
});
