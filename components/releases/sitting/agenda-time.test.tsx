import { describe, expect, it } from "vitest";
import type { SittingItemView } from "#lib/releases/views/sitting.ts";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { sitting } from "#lib/testing/specimens/views/sittings.ts";
import { lateText } from "./agenda.tsx";
import { expectedTimes, segmentsOf } from "./agenda-time.ts";
import { ChecksStrip, stripText } from "./checks-strip.tsx";
import { ItemVotes } from "./item-votes.tsx";
import { SignTable } from "./sign-table.tsx";

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
    expect(expectedTimes({ ...of, items: items.slice(0, 1) })).toBeNull();
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

describe("votes of a seat that two sign", () => {
  const [item] = sitting.items;
  const [vote] = item!.votes;
  const second = { ...vote!, signerId: "2", signer: "Erik Holm", decision: "reject" as const };
  const open = { ...vote!, signerId: null, signer: null, decision: null, signedAt: null, mine: true };

  it("have a row each, and one for what the seat waits for", () => {
    const text = textOf(<ItemVotes item={{ ...item!, votes: [vote!, second, open] }} />);
    expect(text).toMatch(
      /Mira Okafor.*Approve.*Erik Holm.*Reject.*nobody has signed.*Not signed.*Sign on its page/,
    );
  });

  it("each stand beside what that person sealed", () => {
    const [given] = sitting.items[1]!.sealed!.seats[0]!.given;
    const sealed = {
      ...sitting.items[1]!.sealed!,
      seats: [
        {
          function: vote!.seat,
          heard: true,
          given: [
            {
              ...given!,
              id: "1",
              signerId: vote!.signerId!,
              said: { decision: "approve" as const, comment: "" },
            },
            {
              ...given!,
              id: "2",
              signerId: "2",
              said: { decision: "request-changes" as const, comment: "" },
            },
          ],
        },
      ],
    };
    const text = textOf(<ItemVotes item={{ ...item!, sealed, votes: [vote!, second] }} />);
    expect(text.match(/approve/gi)).toHaveLength(2);
    expect(text.match(/changes/gi)).toHaveLength(1);
  });

  it("are both in the table of signatures", () => {
    const text = textOf(<SignTable sitting={{ ...sitting, items: [{ ...item!, votes: [vote!, open] }] }} />);
    expect(text).toContain("signed in writing");
    expect(text).toContain("yours to sign");
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
