// @vitest-environment happy-dom
import { fireEvent, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import type { Gate } from "#lib/policy/gate.ts";
import { STARTER_GATES } from "#lib/policy/starter-gates.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { gate } from "#lib/testing/worlds/gated.ts";
import { GateTable } from "./gate-table.tsx";
import { newGate } from "./gate-words.ts";
import { GatesFields } from "./gates-fields.tsx";

type HeldProps = { first: readonly Gate[]; tell: (gates: readonly Gate[]) => void };

function Held({ first, tell }: HeldProps) {
  const [gates, setGates] = useState(first);
  tell(gates);
  return <GatesFields gates={gates} onChange={setGates} />;
}

function form(first: readonly Gate[]) {
  let now = first;
  const tell = (gates: readonly Gate[]) => {
    now = gates;
  };
  const page = mounted(<Held first={first} tell={tell} />);
  const area = () => page.screen.getByLabelText<HTMLTextAreaElement>("Passes when");
  const write = (text: string) => {
    fireEvent.change(area(), { target: { value: text, selectionStart: text.length } });
  };
  return { ...page, area, write, gates: () => now };
}

describe("the editor of gates", () => {
  it("offers the dossier's fields, and takes one with the keyboard", () => {
    const { screen, area, write, gates } = form([gate("a", "true")]);
    write("history.open");
    const list = within(screen.getByRole("listbox", { name: "Fields" }));
    expect(list.getByRole("option").textContent).toBe("openIncidentsintOpen incidents of this pointer");
    fireEvent.keyDown(area(), { key: "Tab" });
    expect(gates()[0]!.expression).toBe("history.openIncidents");
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  it("moves through the offers with the arrows, and closes them with Escape", () => {
    const { screen, area, write, gates } = form([gate("a", "true")]);
    write("plan.");
    fireEvent.keyDown(area(), { key: "ArrowDown" });
    fireEvent.keyDown(area(), { key: "ArrowDown" });
    fireEvent.keyDown(area(), { key: "ArrowUp" });
    fireEvent.keyDown(area(), { key: "Enter" });
    expect(gates()[0]!.expression).toBe("plan.firstPercent");
    write("plan.");
    fireEvent.keyDown(area(), { key: "Escape" });
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  it("says where an expression is wrong while it is typed", () => {
    const { screen, area, write } = form([gate("a", "true")]);
    expect(screen.getByText(/At most 1 steps/)).toBeTruthy();
    write("model.teir == 'high'");
    expect(area().getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("Wrong at line 1, column 7: No such key: teir.")).toBeTruthy();
    write("model.name.matches('a+')");
    expect(screen.getByText(/Regular expressions are not offered/)).toBeTruthy();
  });

  it("adds from the library and anew, changes every field, and removes", () => {
    const { screen, type, gates } = form([]);
    const choose = (label: string, value: string) =>
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    choose("Add from the library", "no-open-incident");
    expect(gates()).toEqual([STARTER_GATES.find(({ id }) => id === "no-open-incident")]);
    fireEvent.click(screen.getByRole("button", { name: "New gate" }));
    type("Gate title", "Mine");
    type("Name in the API", "mine");
    type("Message", "It is wrong.");
    type("Way out", "See people");
    choose("Leads to", "people");
    choose("Severity", "warn");
    choose("When data is missing", "hold");
    choose("May waive", "security");
    expect(gates()[1]).toEqual({
      ...newGate([]),
      id: "mine",
      title: "Mine",
      message: "It is wrong.",
      wayOut: { label: "See people", to: "people" },
      severity: "warn",
      whenMissing: "hold",
      whoMayWaive: "security",
    });
    choose("May waive", "");
    expect(gates()[1]).not.toHaveProperty("whoMayWaive");
    choose("Gate, of 2", "0");
    fireEvent.click(screen.getByRole("button", { name: /^Remove No open incident/ }));
    expect(gates().map(({ id }) => id)).toEqual(["mine"]);
  });
});

it("a new gate has an id that is free", () => {
  expect(newGate([gate("gate-1", "true"), gate("gate-3", "true")]).id).toBe("gate-2");
});

it("the table names severity, missing data and who may waive in words", () => {
  const { screen } = mounted(
    <GateTable gates={[gate("a", "true", { whoMayWaive: "security" }), gate("b", "false")]} />,
  );
  const [, first, second] = screen.getAllByRole("row").map(({ textContent }) => textContent);
  expect(first).toMatch(/Gate a.*true.*Blocks.*Fails.*Security/);
  expect(second).toMatch(/Gate b.*false.*nobody/);
});
