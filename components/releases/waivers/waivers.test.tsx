// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { waiverAsked, waiverOf, waiverShown, waivers } from "#lib/testing/specimens/views/waivers.ts";
import { ExtendForm } from "./extend-form.tsx";
import { RequestForm, type WaiverInput } from "./request-form.tsx";
import { endOfDay, spanOfDays } from "./waiver-days.ts";
import { WaiverView } from "./waiver-view.tsx";
import {
  axisOf,
  countText,
  detailText,
  endText,
  monthsOn,
  placeOn,
  repeatText,
  waiverDecision,
} from "./waiver-words.ts";
import { WaiversView } from "./waivers-view.tsx";

const view = (list = waivers([]), filtered = false) => (
  <WaiversView list={list} filtered={filtered} whyNotRequest={undefined} />
);

describe("the list of waivers", () => {
  it("says what to do where there is none", () => {
    expect(textOf(view())).toContain("No gate is waived");
    expect(textOf(view(waivers([], { all: 3 }), true))).toContain("No waiver matches");
    expect(textOf(view())).toContain("No gate was waived twice");
  });

  it("groups by what ends next and offers the review of one's own", () => {
    const mine = waiverOf({ number: 23, state: "requested", group: "mine", signedBy: null, nth: 3 });
    const text = textOf(view(waivers([mine, waiverOf(), waiverOf({ number: 19, group: "later" })])));
    expect(text.indexOf("Waits for your signature")).toBeLessThan(text.indexOf("Ends within 14 days"));
    expect(text).toContain("Waiver 23, One high in the image scan third time");
    expect(text).toContain("flight-delay · requested by Jonas Lindqvist");
    expect(text).toContain("Review");
    expect(text).toContain("1 to sign");
    expect(text).toContain("2 in force, 1 requested");
    expect(text).toContain("third time in half a year");
    expect(markupOf(view(waivers([mine])))).toContain('href="/waivers/23"');
  });

  it.each([
    [waiverOf({ extendedAt: ["2026-11-01T00:00:00.000Z"], extensionsLeft: 1 }), "extended 1 of 2 times"],
    [waiverOf({ extensionsLeft: 0 }), "no extension left"],
    [waiverOf({ askedUntil: "2026-12-20T00:00:00.000Z" }), "extension requested, 20 Dec 2026"],
    [waiverOf({ scope: { pointer: null, release: 7 } }), "flight-delay, release 7"],
    [waiverOf({ scope: { pointer: "shadow", release: null } }), "flight-delay on shadow"],
  ])("words a line %#", (item, part) => {
    expect(detailText(item)).toContain(part);
  });

  it.each([
    ["requested", "the gate fails until it is signed"],
    ["planned", "granted, not begun"],
    ["in-force", "then the gate fails again"],
    ["ended", "the gate fails again, rollouts hold"],
    ["withdrawn", "withdrawn; the gate fails again, rollouts hold"],
    ["refused", "refused; the gate fails"],
  ] as const)("says what the end of one that is %s does", (state, text) => {
    expect(endText(waiverOf({ state, group: "later" }))).toBe(text);
  });

  it("counts and places", () => {
    expect([1, 2, 3, 9].map(repeatText)).toEqual([null, "second time", "third time", "9th time"]);
    expect(countText(waivers([]))).toBe("none in force");
    const axis = axisOf(waivers([waiverOf()]));
    expect(placeOn(axis, axis.from)).toBe(0);
    expect(placeOn(axis, axis.to)).toBe(100);
    expect(monthsOn(axis).map((at) => new Date(at).toISOString().slice(0, 7))).toEqual([
      "2026-11",
      "2026-12",
    ]);
  });
});

describe("a waiver's page", () => {
  it("shows why, what could go wrong and what is done instead, and who can sign", () => {
    const text = textOf(<WaiverView view={waiverShown()} decision={null} extend={null} />);
    expect(text).toContain("Waiver 21: One high in the image scan");
    expect(text).toContain("The port is closed.");
    expect(text).toContain("Can be signed by Mona Oduya, for Security.");
    const none = waiverShown({ open: { ...waiverShown().open!, candidates: [] } });
    expect(textOf(<WaiverView view={none} decision={null} extend={null} />)).toContain(
      "Nobody here can sign it",
    );
  });

  it("offers to sign what it shows, with the sentence that is signed, or says why not", () => {
    const reader = { reader: { name: "Mona Oduya" }, means: PASSWORD_ALONE };
    const decision = waiverDecision(waiverShown(), reader);
    expect(decision).toMatchObject({
      kind: "sign",
      subject: "Waiver 21, One high in the image scan, for flight-delay",
      seat: { offers: [{ verb: "approve", whyNot: undefined }, { verb: "reject" }] },
    });
    const mine = { ...waiverShown().mine, whyNotSign: "You asked for it." };
    expect(waiverDecision(waiverShown({ mine }), reader)).toEqual({
      kind: "barred",
      text: "You asked for it.",
    });
  });
});

describe("asking for a waiver", () => {
  it("sends the gate, the days and the words", async () => {
    const sent: WaiverInput[] = [];
    const page = mounted(
      <RequestForm
        view={waiverAsked()}
        chosen={{ gate: "image-scan" }}
        request={async (input) => {
          sent.push(input);
          return { ok: true, value: 24 };
        }}
      />,
    );
    expect(page.screen.getByText("The image has a high finding.")).toBeTruthy();
    page.type("Model", "flight-delay");
    page.type("First day", "2099-01-02");
    page.type("Last day", "2099-01-20");
    page.type("Why the gate is not met", "No patch.");
    page.type("What could go wrong", "An exploit.");
    page.type("What is done instead", "Port closed.");
    await page.submit("Request the waiver");
    expect(sent).toMatchObject([
      {
        model: "flight-delay",
        gate: "image-scan",
        reason: "No patch.",
        risk: "An exploit.",
        measures: "Port closed.",
      },
    ]);
    expect(page.journey).toEqual(["push /waivers/24"]);
  });

  it("asks for a later end", async () => {
    const sent: string[] = [];
    const page = mounted(
      <ExtendForm
        left={1}
        extend={async ({ reason }) => {
          sent.push(reason);
          return { ok: true, value: undefined };
        }}
      />,
    );
    page.type("Last day", "2099-01-20");
    page.type("Why the gate is still not met", "Still no patch.");
    await page.submit("Request the extension");
    expect(sent).toEqual(["Still no patch."]);
  });

  it("begins now where it begins today, and lasts until the end of its last day", () => {
    const now = new Date();
    const today = `${now.getFullYear()}-${`${now.getMonth() + 1}`.padStart(2, "0")}-${`${now.getDate()}`.padStart(2, "0")}`;
    expect(spanOfDays({ from: today, until: today }, now).startsAt).toBe(now.toISOString());
    expect(new Date(endOfDay(today)).getHours()).toBe(23);
  });
});
