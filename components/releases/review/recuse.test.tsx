// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { Recuse } from "./recuse.tsx";

it("says that a recusal stands, and takes a reason and a proof", async () => {
  const submit = vi.fn(async (): Promise<Answer> => ({ ok: true, value: undefined }));
  const page = mounted(<Recuse release={7} means={PASSWORD_ALONE} recuse={submit} />);
  page.press("Recuse myself");
  expect(page.screen.getByRole("dialog").textContent).toContain("You cannot take it back.");
  page.type(/^Reason/, "I wrote its service.");
  page.type("Your password", "secret");
  await page.submit("Recuse myself");
  expect(submit).toHaveBeenCalledWith(expect.objectContaining({ text: "I wrote its service." }));
  expect(page.journey).toEqual(["refresh"]);
});
