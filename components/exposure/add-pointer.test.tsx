// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { AddPointer } from "./add-pointer.tsx";

const added: Answer<unknown> = { ok: true, value: {} };

function button(whyNot?: string) {
  const add = vi.fn(async (_: { model: string; name: string }): Promise<Answer<unknown>> => added);
  return { ...mounted(<AddPointer model="churn" whyNot={whyNot} add={add} />), add };
}

it("adds a pointer, and shows the page with it", async () => {
  const page = button();
  page.press("Add a pointer");
  page.type("Name", " production@eu ");
  expect(document.body.textContent).toContain("Serving systems ask for churn.production@eu.");
  await page.submit("Add pointer");
  expect(page.add).toHaveBeenCalledWith({ model: "churn", name: "production@eu" });
  await vi.waitFor(() => expect(page.screen.queryByRole("dialog")).toBeNull());
  expect(page.journey).toEqual(["refresh"]);
});

it("stays open with what was typed where it is refused", async () => {
  const page = button();
  const title = "churn already has a pointer production.";
  page.add.mockResolvedValueOnce({ ok: false, problem: { title, fields: { name: title } } });
  page.press("Add a pointer");
  page.type("Name", "production");
  await page.submit("Add pointer");
  expect(page.screen.getByLabelText<HTMLInputElement>("Name").value).toBe("production");
  expect(page.screen.getByRole("alert").textContent).toBe(`${title} `);
});

it("says why the reader cannot", () => {
  const page = button("Needs the role data-scientist.");
  page.press("Add a pointer");
  expect(page.screen.queryByRole("dialog")).toBeNull();
  expect(document.body.textContent).toContain("Needs the role data-scientist.");
});
