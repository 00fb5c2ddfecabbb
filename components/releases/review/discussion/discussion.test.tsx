// @vitest-environment happy-dom
import { fireEvent } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import {
  challengeShown,
  discussionShown,
  postShown,
  threadShown,
} from "#lib/testing/specimens/views/discussion.ts";
import { releaseView } from "#lib/testing/specimens/views/releases.ts";
import { DiscussionSheet } from "./discussion-sheet.tsx";
import { lookOfThread, mentionsIn, openText, piecesOf, placeText, saidOf } from "./discussion-words.ts";
import { anchorOf, CARD_LINE, placeChoices } from "./places.ts";
import { ThreadsHere } from "./threads-here.tsx";

const release = releaseView();
const pinning = { plan: release.sections.plan, checks: [{ id: "gate-night", title: "Night flights" }] };
const first = release.sections.plan.stages[0]!;
const done = async (): Promise<Answer> => ({ ok: true, value: undefined });

const sheet = (changed: Parameters<typeof discussionShown>[0] = {}, acts = {}) => (
  <DiscussionSheet
    discussion={discussionShown(changed)}
    tier="high"
    pinning={pinning}
    places={placeChoices(release)}
    talks
    write={done}
    close={done}
    {...acts}
  />
);

describe("the discussion", () => {
  it("says what is open, whose verdict is missing, and the rule that a challenge serves", () => {
    const text = textOf(sheet());
    expect(text).toContain("1 open challenge, 1 open thread");
    expect(text).toContain("Answered; Dana Weiss has not judged the answer");
    expect(text).toContain("A high-tier release needs one challenge with an accepted answer");
    expect(text).toContain("0 of 1");
    expect(text).toContain("Dana Weiss opened it and can resolve it");
  });

  it("says what to do where there is nothing, and that a challenge is due", () => {
    const nothing = { items: [], open: [], openThreads: 0, openChallenges: 0 };
    expect(textOf(sheet(nothing))).toMatch(/nothing open.*Nobody has said anything yet\..*0 of 1/s);
    expect(textOf(sheet({ ...nothing, challenged: false }))).not.toContain("0 of 1");
  });

  it("says why the reader cannot challenge, next to the button", () => {
    const barred = { challengesFor: [], whyNotChallenge: "You cannot sign this release: you opened it." };
    expect(textOf(sheet(barred))).toContain("You cannot sign this release: you opened it.");
  });

  it("shows what was typed as it was typed, an erased text as erased, and earlier versions", () => {
    const versions = [
      { version: 1, at: "2026-11-25T16:02:00.000Z", text: null },
      { version: 2, at: "2026-11-25T16:05:00.000Z", text: '<b onclick="x()">[a](javascript:1)</b>' },
    ];
    const edited = sheet({ items: [threadShown({ posts: [postShown({ versions })] })] });
    expect(markupOf(edited)).not.toContain("<b onclick");
    expect(textOf(edited)).toContain('<b onclick="x()">[a](javascript:1)</b>');
    expect(textOf(edited)).toMatch(/Edited.*This text was erased\./s);
  });

  it("says of which round it was said, with what stood there", () => {
    const moved = threadShown({ anchor: { at: "card", line: 3 }, quote: "limitation: none known" });
    const text = textOf(sheet({ items: [{ ...moved, changedSince: true }] }));
    expect(text).toContain("Model card, line 3");
    expect(text).toContain("said of round 1, changed since");
    expect(text).toContain("limitation: none known");
  });

  it("shows what was found of an answer, with its reason", () => {
    const found = { post: 2, satisfied: false, by: "Dana Weiss", at: "2026-11-26T10:00:00.000Z" };
    const text = textOf(
      sheet({ items: [challengeShown({ findings: [{ ...found, reason: "Not at night." }] })] }),
    );
    expect(text).toMatch(/Dana Weiss rejected the answer.*Not at night\./s);
  });
});

describe("taking part", () => {
  it("opens a thread by the key T, about a part of the release, and names people", async () => {
    const write = vi.fn(done);
    const page = mounted(sheet({}, { write }));
    fireEvent.keyDown(window, { key: "t" });
    page.type("About", JSON.stringify({ at: "section", section: "plan" }));
    page.type("Question or remark", "Is it instant,");
    page.type(/^Mention somebody/, "Jonas Lindqvist");
    await page.submit("Open a thread");
    expect(write).toHaveBeenCalledWith(
      expect.objectContaining({
        writing: { act: "open" },
        text: "Is it instant, @Jonas Lindqvist",
        anchor: { at: "section", section: "plan" },
        mentions: ["0197a1c0-0000-7000-8000-000000000054"],
      }),
    );
    expect(page.journey).toEqual(["refresh"]);
  });

  it("judges the answer with a reason", async () => {
    const write = vi.fn(done);
    const items = [challengeShown({ mayJudge: true })];
    const page = mounted(sheet({ items }, { write }));
    page.press("Accept the answer");
    page.type("Reason", "That bounds it.");
    await page.submitIn(page.screen.getByRole("dialog"));
    expect(write).toHaveBeenCalledWith(
      expect.objectContaining({ writing: { act: "satisfied", thread: items[0] }, text: "That bounds it." }),
    );
  });

  it("challenges for one of the reader's functions, and pins it to a line of the card", async () => {
    const write = vi.fn(done);
    const page = mounted(sheet({ challengesFor: ["compliance", "security"] }, { write }));
    page.press("Add a challenge");
    page.type("For the function", "security");
    page.type("About", CARD_LINE);
    page.type("Line of the card", "3");
    page.type("What should make it fail?", "Nobody tested nights.");
    await page.submit("Challenge this release");
    expect(write).toHaveBeenCalledWith(
      expect.objectContaining({ seat: "security", anchor: { at: "card", line: 3 } }),
    );
  });

  it("edits a post from what it says, and resolves what one opened", async () => {
    const close = vi.fn(done);
    const mine = threadShown({ whyNotClose: null, posts: [postShown({ mayEdit: true })] });
    const page = mounted(sheet({ items: [mine] }, { close }));
    page.press("Edit post 1");
    expect(page.screen.getByLabelText<HTMLTextAreaElement>("Text").value).toBe(
      "Why is a worse night acceptable?",
    );
    page.press("Not now");
    page.press("Resolve");
    await vi.waitFor(() => expect(page.journey).toEqual(["refresh"]));
    expect(close).toHaveBeenCalledWith(mine);
  });

  it("shows why a thread could not be resolved", async () => {
    const refused = async (): Promise<Answer> => ({
      ok: false,
      problem: { title: "Only Dana Weiss can.", code: "not-your-thread" },
    });
    const page = mounted(sheet({ items: [threadShown({ whyNotClose: null })] }, { close: refused }));
    page.press("Resolve");
    await vi.waitFor(() => expect(document.body.textContent).toContain("Only Dana Weiss can."));
  });

  it("offers nothing to somebody who only reads", () => {
    const text = textOf(sheet({ items: [threadShown({ mayReply: false })] }, { talks: false }));
    expect(text).not.toMatch(/Reply|Open a thread|Add a challenge/);
  });
});

describe("the words of a discussion", () => {
  it.each([
    [{ at: "release" }, "The whole release"],
    [{ at: "section", section: "evidence" }, "Evaluation"],
    [{ at: "gate", gate: "night" }, "Gate: Night flights"],
    [{ at: "gate", gate: "gone" }, "Gate: gone"],
    [{ at: "metric", metric: "log-loss" }, "Metric: Log-loss"],
    [{ at: "guardrail", guardrail: "gone" }, "Guardrail: gone"],
    [{ at: "plan", path: ["stages", "gone"] }, "Plan: stages, gone"],
    [{ at: "plan", path: ["holdoutPercent"] }, "Plan: holdout percent"],
    [{ at: "plan", path: ["stages", first.id, "minSeconds"] }, `Plan: ${first.name} stage, min seconds`],
  ] as const)("%j", (anchor, text) => {
    expect(placeText(anchor, pinning)).toBe(text);
  });

  it.each([
    ["resolved", "Resolved"],
    ["unanswered", "Not answered yet"],
    ["settled", "Answered satisfactorily"],
    ["not-satisfied", "Answer not satisfactory"],
    ["void", "Void: Dana Weiss recused themselves"],
  ] as const)("%s", (state, word) => {
    expect(lookOfThread(threadShown({ state })).word).toBe(word);
  });

  it("counts", () => {
    expect(openText({ openChallenges: 2, openThreads: 0 })).toBe("2 open challenges");
    expect(openText({ openChallenges: 0, openThreads: 0 })).toBe("nothing open");
    expect(saidOf({ round: 2, changedSince: false })).toBe("");
    expect(textOf(<ThreadsHere open={[{ section: "plan", threads: 2 }]} section="plan" />)).toBe("2 threads");
    expect(textOf(<ThreadsHere open={[]} section="plan" />)).toBe("");
  });

  it("finds whole names alone", () => {
    const people = [
      { id: "a", name: "Ann Lee" },
      { id: "b", name: "Ann Leeds" },
    ];
    expect(mentionsIn("@Ann Leeds, look", people)).toEqual(["b"]);
    expect(mentionsIn("@Ann Lee and @Ann Leeds", people)).toEqual(["a", "b"]);
    expect(mentionsIn("ann@Ann Le", people)).toEqual([]);
    expect(piecesOf("Hi @Ann Leeds!", ["Ann Lee", "Ann Leeds"]).map(({ text }) => text)).toEqual([
      "Hi ",
      "@Ann Leeds",
      "!",
    ]);
  });

  it("pins to a line only by its number", () => {
    expect(anchorOf(CARD_LINE, "3")).toEqual({ at: "card", line: 3 });
    expect(anchorOf(CARD_LINE, "three")).toBeNull();
    expect(anchorOf(JSON.stringify({ at: "release" }), "")).toEqual({ at: "release" });
  });
});
