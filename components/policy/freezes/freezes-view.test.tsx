// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { freezeAsked } from "#lib/policy/freeze.ts";
import { freezeListView } from "#lib/policy/views/freeze-list.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { coversText, FREEZE_TYPED, freezeOfTyped, windowText } from "./freeze-words.ts";
import { FreezesView } from "./freezes-view.tsx";

const freeze = {
  id: "f",
  name: "Year end",
  reason: "Few are here to answer.",
  window: { kind: "once" as const, from: "2026-12-20T09:00", to: "2027-01-04T09:00" },
  zone: "Europe/Berlin",
  models: null,
  pointers: null,
  emergencies: true,
  state: "in-force" as const,
  span: { from: "2026-12-20T08:00:00.000Z", until: "2027-01-04T08:00:00.000Z" },
  createdBy: "Rhea Cole",
  createdAt: "2026-11-24T08:00:00.000Z",
  endedAt: null,
};
const loosening = {
  id: "l",
  kind: "except" as const,
  release: 214,
  reason: "It mends night flights.",
  state: "proposed" as const,
  proposedBy: "Rhea Cole",
  proposedAt: "2026-11-24T09:00:00.000Z",
  confirmedBy: null,
  confirmedAt: null,
  whyNotConfirm: null,
};
const listOf = (items: readonly object[], more: object = {}) =>
  freezeListView.parse({
    items,
    models: [{ id: "m", name: "flight-delay" }],
    pointers: ["production"],
    whyNotCreate: null,
    whyNotLoosen: null,
    stop: { inForce: null, asked: null, whyNotAsk: null },
    ...more,
  });
const accepted: Answer = { ok: true, value: undefined };
const sent = () => vi.fn(async () => accepted);
const shown = (list = listOf([{ ...freeze, loosenings: [loosening] }]), submit = sent()) => (
  <FreezesView
    list={list}
    means={PASSWORD_ALONE}
    create={submit}
    propose={submit}
    confirm={submit}
    askStop={submit}
    confirmStop={submit}
  />
);

describe("the freezes", () => {
  it("say when, by whose clocks, what they cover, and who proposed what", () => {
    const text = textOf(shown());
    for (const said of [
      "In force",
      "2026-12-20 09:00 to 2027-01-04 09:00, Europe/Berlin",
      "every pointer of every model; emergencies pass",
      ": It mends night flights. Proposed by Rhea Cole.",
    ])
      expect(text).toContain(said);
  });

  it("say what to do where there is none", () => {
    expect(textOf(shown(listOf([])))).toContain("No freezes");
  });

  it("say why whoever proposed it does not confirm it, and offer nothing of one that ended", () => {
    const own = { ...loosening, whyNotConfirm: "You proposed it; a second person confirms." };
    expect(textOf(shown(listOf([{ ...freeze, loosenings: [own] }])))).toContain("You proposed it");
    const ended = { ...freeze, state: "ended", span: null, loosenings: [{ ...own, state: "confirmed" }] };
    expect(textOf(shown(listOf([ended])))).not.toMatch(/Propose to end it|Confirm\b/);
  });

  it("are ended by two: the first proposes with a reason and a proof", async () => {
    const submit = sent();
    const page = mounted(shown(listOf([{ ...freeze, loosenings: [] }]), submit));
    page.press("Propose to end it");
    page.type(/^Reason/, "It was made by mistake.");
    page.type("Your password", "secret");
    await page.submit("End the freeze");
    expect(submit).toHaveBeenCalledWith(expect.objectContaining({ freeze: "f", release: null }));
  });
});

describe("what has no end of its own", () => {
  const off = {
    ...freeze,
    window: { kind: "off", pointer: crypto.randomUUID() },
    span: null,
    loosenings: [],
  };

  it("is ended by two, and lets no release pass", async () => {
    const submit = sent();
    const page = mounted(shown(listOf([off]), submit));
    expect(page.screen.queryByText("Let it pass")).toBeNull();
    page.press("Propose to switch it on");
    page.type(/^Reason/, "The cause is found.");
    page.type("Your password", "secret");
    await page.submit("Switch the pointer on");
    expect(submit).toHaveBeenCalledWith(expect.objectContaining({ freeze: "f", release: null }));
  });

  it("is asked for with its consequence, and confirmed by somebody else", async () => {
    const submit = sent();
    const page = mounted(shown(listOf([]), submit));
    expect(textOf(shown(listOf([])))).toContain("Every rollout halts at its present share");
    page.press("Ask to stop all");
    page.type(/^Reason/, "Answers are wrong.");
    page.type("Your password", "secret");
    await page.submit("Ask to stop all rollouts");
    expect(submit).toHaveBeenCalledWith(expect.objectContaining({ text: "Answers are wrong." }));
    const asked = { id: "s", reason: "Wrong.", askedBy: "Rhea Cole", askedAt: freeze.createdAt };
    const own = { inForce: null, asked: { ...asked, whyNotConfirm: "You asked." }, whyNotAsk: null };
    expect(textOf(shown(listOf([], { stop: own })))).toContain("You asked.");
    const since = freeze.createdAt;
    const inForce = { id: "s", reason: "Wrong.", since, askedBy: "Rhea Cole", confirmedBy: "Dara Lim" };
    expect(textOf(shown(listOf([], { stop: { inForce, asked: null, whyNotAsk: "x" } })))).toContain(
      "Asked for by Rhea Cole, confirmed by Dara Lim",
    );
  });
});

describe("a window", () => {
  it("of every week is worded by its days", () => {
    const window = {
      kind: "weekly" as const,
      from: { day: 5, time: "17:00" },
      to: { day: 1, time: "09:00" },
    };
    expect(windowText({ window, zone: "UTC" })).toBe("Every week from Friday 17:00 to Monday 09:00, UTC");
  });

  it("names the models and pointers it covers, and that emergencies are held", () => {
    const models = [{ id: "m", name: "flight-delay" }];
    expect(coversText({ models, pointers: ["production"], emergencies: false })).toBe(
      "production of flight-delay; emergencies are held too",
    );
  });

  it("is sent as it was typed, by the reader's zone where none was", () => {
    const typed = { ...FREEZE_TYPED, name: "Year end", reason: "Few are here.", from: "2026-12-20T09:00" };
    const once = freezeOfTyped({ ...typed, to: "2026-12-21T09:00" }, "Europe/Berlin");
    expect(freezeAsked.parse(once)).toMatchObject({ zone: "Europe/Berlin", models: null, pointers: null });
    const weekly = freezeOfTyped(
      { ...typed, repeats: "weekly", zone: "UTC", pointer: "production" },
      "Asia/Tokyo",
    );
    expect(freezeAsked.parse(weekly)).toMatchObject({
      zone: "UTC",
      pointers: ["production"],
      window: { kind: "weekly", from: { day: 5, time: "17:00" }, to: { day: 1, time: "09:00" } },
    });
  });
});
