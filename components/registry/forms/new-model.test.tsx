// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { NewModel, type NewModelInput } from "./new-model.tsx";

const owners = [
  { id: "a", name: "Anna Novak" },
  { id: "j", name: "Jonas Lindqvist" },
];

function form() {
  const create = vi.fn(async (_: NewModelInput): Promise<Answer<{ name: string }>> => created);
  return { ...mounted(<NewModel owners={owners} authorId="j" create={create} />), create };
}
const created = { ok: true, value: { name: "gate-cost" } } as const;

function write(page: ReturnType<typeof form>) {
  page.type("Name", "gate-cost");
  page.type("Title", "Cost of a gate change");
  page.type("Purpose", "What a change of gate costs.");
  page.type("Intended use", "Planners compare changes.");
  page.type("Risk tier", "limited");
}

it("adds a model owned by who writes it, and leads to it", async () => {
  const page = form();
  write(page);
  await page.submit("Add model");
  expect(page.create).toHaveBeenCalledWith({
    name: "gate-cost",
    title: "Cost of a gate change",
    purpose: "What a change of gate costs.",
    intendedUse: "Planners compare changes.",
    riskTier: "limited",
    ownerId: "j",
  });
  expect(page.journey).toEqual(["push /models/gate-cost"]);
});

it("gives it to another owner", async () => {
  const page = form();
  write(page);
  page.type("Owner", "a");
  await page.submit("Add model");
  expect(page.create.mock.calls[0]![0].ownerId).toBe("a");
});

it("keeps what was typed where a name is taken, and says so at the name", async () => {
  const page = form();
  const title = "There is already a model named gate-cost.";
  page.create.mockResolvedValueOnce({ ok: false, problem: { title, fields: { name: title } } });
  write(page);
  await page.submit("Add model");
  const name = page.screen.getByLabelText<HTMLInputElement>("Name");
  expect(name.getAttribute("aria-invalid")).toBe("true");
  expect(document.getElementById(name.getAttribute("aria-describedby")!.split(" ")[1]!)?.textContent).toBe(
    title,
  );
  await vi.waitFor(() => expect(document.activeElement).toBe(name));
  expect(page.screen.getByLabelText<HTMLTextAreaElement>("Purpose").value).toContain("change of gate");
  expect(page.journey).toEqual([]);
});
