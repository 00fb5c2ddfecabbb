// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { AttendanceNow } from "./attendance-now.tsx";
import { ItemOrder, movedBy } from "./item-order.tsx";

const item = (name: string, state: "waiting" | "recorded" = "waiting") => ({
  item: name,
  kind: "release" as const,
  subject: `release ${name}`,
  minutes: 10,
  state,
});
const AGENDA = [item("a", "recorded"), item("b"), item("c"), item("d")];
const done = { ok: true, value: null } as const;

describe("the order of an agenda", () => {
  const orderOf = (name: string, step: -1 | 1) => movedBy(AGENDA, name, step)?.map((one) => one.item);

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
