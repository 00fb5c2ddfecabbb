// @vitest-environment happy-dom
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { sitting } from "#lib/testing/specimens/views/sittings.ts";
import { AddItems } from "./add-items.tsx";
import { movedBy, withAdded, without } from "./agenda-order.ts";
import { AttendanceNow } from "./attendance-now.tsx";
import { ItemOrder } from "./item-order.tsx";

const item = (name: string, state: "waiting" | "recorded" = "waiting") => ({
  ...sitting.items[0]!,
  item: name,
  kind: "release" as const,
  subject: `release ${name}`,
  minutes: 10,
  state,
});
const AGENDA = [item("a", "recorded"), item("b"), item("c"), item("d")];
const done = { ok: true, value: null } as const;

const MOVED = [item("a", "recorded"), item("b"), item("d"), item("c")];
function Moving() {
  const [items, set] = useState(AGENDA);
  const last = { item: "d", title: "Release 6" };
  return <ItemOrder items={items} item={last} submit={async () => done} onDone={() => set(MOVED)} />;
}

describe("the order of an agenda", () => {
  const orderOf = (name: string, step: -1 | 1) => movedBy(AGENDA, name, step)?.items.map((one) => one.item);

  it("is changed among what is still to come: what was called keeps its place", () => {
    expect(orderOf("c", -1)).toEqual(["c", "b", "d"]);
    expect(orderOf("c", 1)).toEqual(["b", "d", "c"]);
    expect(orderOf("a", 1)).toBeUndefined();
  });

  it("has no place before its first or after its last, and nothing is offered there", () => {
    expect(orderOf("b", -1)).toBeUndefined();
    expect(orderOf("d", 1)).toBeUndefined();
    const first = { item: "b", title: "Release 4" };
    const { screen } = mounted(<ItemOrder items={AGENDA} item={first} submit={vi.fn()} onDone={vi.fn()} />);
    expect(screen.getAllByRole("button").map((one) => one.getAttribute("aria-label"))).toEqual([
      "Later: Release 4",
      "Remove: Release 4",
    ]);
  });

  it("is sent whole, and read again once it was taken", async () => {
    const submit = vi.fn(async () => done);
    const onDone = vi.fn();
    const last = { item: "d", title: "Release 6" };
    const { press } = mounted(<ItemOrder items={AGENDA} item={last} submit={submit} onDone={onDone} />);
    press("Earlier: Release 6");
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(submit.mock.calls).toEqual([[movedBy(AGENDA, "d", -1)]]);
    expect(movedBy(AGENDA, "d", -1)?.shown).toEqual(["b", "c", "d"]);
  });

  it("keeps the focus with the item that moves, so that a keyboard moves it further", async () => {
    const { press } = mounted(<Moving />);
    press("Earlier: Release 6");
    await vi.waitFor(() =>
      expect(document.activeElement?.getAttribute("aria-label")).toBe("Earlier: Release 6"),
    );
  });

  it("loses an item that is taken off, and nothing else", async () => {
    const submit = vi.fn(async () => done);
    const onDone = vi.fn();
    const { press } = mounted(
      <ItemOrder items={AGENDA} item={{ item: "c", title: "Release 5" }} submit={submit} onDone={onDone} />,
    );
    press("Remove: Release 5");
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(submit.mock.calls).toEqual([[without(AGENDA, "c")]]);
    expect(without(AGENDA, "c").items.map((one) => one.item)).toEqual(["b", "d"]);
  });
});

describe("who is here while it sits", () => {
  const person = (name: string, presence: "present" | "absent") => ({
    id: name,
    name,
    seat: "security" as const,
    stands: false,
    presence,
  });
  const mira = person("Mira", "present");
  const dana = person("Dana", "absent");

  it.each([
    ["Dana", { person: dana, present: true }],
    ["Mira", { person: mira, present: false }],
  ] as const)("%s comes or leaves by one tick", async (name, came) => {
    const submit = vi.fn(async () => done);
    const onDone = vi.fn();
    const { screen } = mounted(<AttendanceNow people={[mira, dana]} submit={submit} onDone={onDone} />);
    screen.getByLabelText(new RegExp(name)).click();
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(submit.mock.calls).toEqual([[came]]);
  });
});

describe("what waits", () => {
  const { addable } = sitting;

  it("is added at once where the agenda is empty", async () => {
    const submit = vi.fn(async () => done);
    const onDone = vi.fn();
    const { press } = mounted(<AddItems sitting={{ items: [], addable }} submit={submit} onDone={onDone} />);
    press("Add what waits (1)");
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(submit.mock.calls).toEqual([[withAdded([], addable)]]);
  });

  it("is chosen one by one, and added after what is to come", async () => {
    const submit = vi.fn(async () => done);
    const onDone = vi.fn();
    const {
      screen,
      press,
      submit: send,
    } = mounted(<AddItems sitting={{ items: AGENDA, addable }} submit={submit} onDone={onDone} />);
    press("Add an item");
    screen.getByLabelText(/Waiver 23/).click();
    await send("Add 1 item");
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    const change = withAdded(AGENDA, addable);
    expect(submit.mock.calls).toEqual([[change]]);
    expect(change.items.map((one) => one.subject)).toEqual([
      "release b",
      "release c",
      "release d",
      addable[0]!.subject,
    ]);
  });

  it("keeps what was refused where it can be read", async () => {
    const refused = { ok: false, problem: { title: "Somebody else changed the agenda." } } as const;
    const { press, screen } = mounted(
      <AddItems sitting={{ items: [], addable }} submit={async () => refused} onDone={() => undefined} />,
    );
    press("Add what waits (1)");
    await vi.waitFor(() => expect(screen.getByText(refused.problem.title)).toBeDefined());
  });

  it("says where nothing does", () => {
    const { screen } = mounted(
      <AddItems sitting={{ items: AGENDA, addable: [] }} submit={vi.fn()} onDone={vi.fn()} />,
    );
    expect(screen.getByText("Nothing else waits for this council.")).toBeDefined();
  });
});
