// @vitest-environment happy-dom
import { fireEvent } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { setSingleKeys, useHotkeys } from "./hotkeys.ts";

afterEach(() => {
  setSingleKeys(true);
  vi.useRealTimers();
});

function Page({ actions }: { actions: Readonly<Record<string, () => void>> }) {
  useHotkeys(actions);
  return <input aria-label="Field" />;
}
const press = (key: string, target: Element | Window = window, held = {}) =>
  fireEvent.keyDown(target, { key, ...held });
const page = () => {
  const actions = { a: vi.fn(), "?": vi.fn(), "g a": vi.fn(), "g m": vi.fn() };
  return { ...mounted(<Page actions={actions} />), actions };
};

describe("single keys", () => {
  it("do what they are bound to, in either case", () => {
    const { actions } = page();
    press("a");
    press("A", window, { shiftKey: true });
    press("?", window, { shiftKey: true });
    expect([actions.a.mock.calls.length, actions["?"].mock.calls.length]).toEqual([2, 1]);
  });

  it("keep the second key of a sequence from its own meaning", () => {
    const { actions } = page();
    press("g");
    press("a");
    expect(actions["g a"]).toHaveBeenCalledOnce();
    expect(actions.a).not.toHaveBeenCalled();
    press("a");
    expect(actions.a).toHaveBeenCalledOnce();
  });

  it("forget the first key of a sequence after a while", () => {
    vi.useFakeTimers();
    const { actions } = page();
    press("g");
    vi.advanceTimersByTime(1201);
    press("a");
    expect([actions["g a"].mock.calls.length, actions.a.mock.calls.length]).toEqual([0, 1]);
  });

  it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }])(
    "are the browser's own with %j",
    (held) => {
      const { actions } = page();
      press("a", window, held);
      expect(actions.a).not.toHaveBeenCalled();
    },
  );

  it("are silent while one types, while a dialog is open, and where they are turned off", () => {
    const { screen, actions } = page();
    press("a", screen.getByLabelText("Field"));
    const dialog = document.body.appendChild(document.createElement("div"));
    dialog.setAttribute("role", "dialog");
    press("a");
    dialog.remove();
    setSingleKeys(false);
    press("a");
    expect(actions.a).not.toHaveBeenCalled();
    setSingleKeys(true);
    press("a");
    expect(actions.a).toHaveBeenCalledOnce();
  });
});
