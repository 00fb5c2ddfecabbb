// @vitest-environment happy-dom
import { act, fireEvent } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { inboxItem, inboxOf } from "#lib/testing/specimens/views/inbox.ts";
import type { MarkMessages } from "./inbox-list.tsx";
import { InboxView } from "./inbox-view.tsx";
import { inboxGroups, inboxLede } from "./inbox-words.ts";

type Marked = Parameters<MarkMessages>[0];

const page = (view = inboxOf(), { show = "open" as "open" | "done", filtered = false } = {}) => {
  const marked: Marked[] = [];
  const mark: MarkMessages = async (input) => {
    marked.push(input);
    return { ok: true, value: { marked: 1 } };
  };
  const node = (
    <InboxView
      view={view}
      show={show}
      filtered={filtered}
      newerHref={undefined}
      olderHref={undefined}
      mark={mark}
    />
  );
  return { node, marked };
};
const idOf = (nth: number) => `01900000-0000-7000-8000-00000000000${nth}`;
const three = inboxOf({
  items: [
    inboxItem({ id: idOf(1), dueAt: "2026-11-25T08:00:00.000Z", title: "one" }),
    inboxItem({ id: idOf(2), title: "two", unread: false }),
    inboxItem({ id: idOf(3), title: "three", dueAt: null, by: null }),
  ],
});
const press = (key: string) => act(() => void fireEvent.keyDown(document.activeElement ?? window, { key }));

describe("the inbox", () => {
  it("groups by deadline, the nearest first", () => {
    expect(inboxGroups(three).map(({ name, items }) => [name, items.map(({ title }) => title)])).toEqual([
      ["Overdue", ["one"]],
      ["Within a day", ["two"]],
      ["No deadline", ["three"]],
    ]);
    const later = ["2026-12-01T08:00:00.000Z", "2027-01-01T08:00:00.000Z"];
    const far = inboxOf({ items: later.map((dueAt) => inboxItem({ dueAt })) });
    expect(inboxGroups(far).map(({ name }) => name)).toEqual(["Within a week", "Later"]);
    expect(inboxGroups(inboxOf({ items: [inboxItem({ done: true })] })).map(({ name }) => name)).toEqual([
      "Done",
    ]);
  });

  it("counts what is open, overdue and unread", () => {
    expect(inboxLede({ open: 13, unread: 5, overdue: 1, kinds: [] })).toBe(
      "13 messages are open. 1 is overdue, 5 are unread.",
    );
    expect(inboxLede({ open: 1, unread: 0, overdue: 0, kinds: [] })).toBe("1 message is open.");
    expect(inboxLede({ open: 0, unread: 0, overdue: 0, kinds: [] })).toBe("Nothing is open.");
  });

  it("says of each why it is the reader's, who caused it, and one act", () => {
    const text = textOf(page().node);
    expect(text).toContain("flight-delay v3 to production");
    expect(text).toContain("Your signature is requested · Jonas Lindqvist");
    expect(text).toContain("Review");
    expect(text).toContain("To sign (1)");
  });

  it("says what to do where there is nothing", () => {
    const none = inboxOf({ items: [], counts: { open: 0, unread: 0, overdue: 0, kinds: [] } });
    expect(textOf(page(none).node)).toContain("Your inbox is empty");
    expect(textOf(page(none, { filtered: true }).node)).toContain("No message matches");
    expect(textOf(page(none, { show: "done" }).node)).toContain("Nothing is done yet");
  });

  it("moves by J and K to links that Enter opens, and marks by E and U, the next one then in focus", async () => {
    const { node, marked } = page(three);
    mounted(node, "/inbox");
    const focused = () => document.activeElement?.textContent;
    press("j");
    expect(focused()).toBe("one");
    expect(document.activeElement?.getAttribute("href")).toBe("/releases/4");
    press("j");
    press("j");
    press("j");
    expect(focused()).toBe("three");
    press("k");
    expect(focused()).toBe("two");
    press("u");
    await act(async () => {});
    press("e");
    await act(async () => {});
    expect(marked).toEqual([
      { messages: [idOf(2)], as: "unread" },
      { messages: [idOf(2)], as: "done" },
    ]);
    expect(focused()).toBe("three");
  });

  it("marks as read what is opened, and all at once", async () => {
    const { node, marked } = page(three);
    const { screen, press: click } = mounted(node, "/inbox");
    act(() => void fireEvent.click(screen.getByRole("link", { name: "one" })));
    act(() => void fireEvent.click(screen.getByRole("link", { name: "two" })));
    await act(async () => {});
    click("Mark all read");
    await act(async () => {});
    expect(marked).toEqual([{ messages: [idOf(1)], as: "read" }, { as: "read" }]);
  });

  it("has one solid button: that of the first", () => {
    const { screen } = mounted(page(three).node, "/inbox");
    const solid = screen.getAllByRole("link").filter(({ className }) => className.includes("bg-accent"));
    expect(solid.map((link) => link.getAttribute("aria-label"))).toEqual(["Review: one"]);
  });

  it("opens a done message again", async () => {
    const view = inboxOf({ items: [inboxItem({ done: true })] });
    const { node, marked } = page(view, { show: "done" });
    mounted(node, "/inbox").press(/^Open again/);
    await act(async () => {});
    expect(marked).toEqual([{ messages: [idOf(1)], as: "open" }]);
  });
});
