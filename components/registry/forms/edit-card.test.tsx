// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { draftBox } from "#lib/client/draft-box.ts";
import { draftKeyOf } from "#lib/crypto/draft-key.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import type { CardDraft } from "./card-draft.ts";
import { EditCard } from "./edit-card.tsx";

const card = {
  revision: 2,
  digest: "sha256:2",
  author: "Priya Nair",
  createdAt: "2026-11-24T08:00:00.000Z",
  markdown: "# churn\n\n## Model details\n\nA tree.",
};
const saved: Answer<unknown> = { ok: true, value: {} };
const box = draftBox({ id: "jonas", key: draftKeyOf("s".repeat(32), "jonas") });

async function editor(newest = card) {
  const save = vi.fn(async (_: CardDraft): Promise<Answer<unknown>> => saved);
  const page = mounted(
    <EditCard model={{ name: "churn", tier: "low" }} version={3} card={newest} drafts={box} save={save} />,
  );
  const text = () => page.screen.getByLabelText<HTMLTextAreaElement>("Text");
  await vi.waitFor(() => expect(page.screen.getByRole("status").textContent).not.toBe(""));
  return { ...page, save, text };
}

beforeEach(() => localStorage.clear());

it("saves the next revision of what was edited, and leads to the card", async () => {
  const page = await editor();
  expect(page.text().value).toBe(card.markdown);
  page.press("Save as revision 3");
  expect(page.save).not.toHaveBeenCalled();
  page.type("Text", "# churn\n\nRewritten.");
  await page.submit("Save as revision 3");
  expect(page.save).toHaveBeenCalledWith({ basedOn: 2, markdown: "# churn\n\nRewritten." });
  expect(page.journey).toEqual(["push /models/churn/versions/3?tab=card"]);
  await vi.waitFor(() => expect(localStorage).toHaveLength(0));
});

it("adds the headings that the tier asks for, and counts them once they have content", async () => {
  const page = await editor();
  expect(document.body.textContent).toContain("1 of 4 for a low-tier model");
  page.press("Add the section metrics");
  expect(page.text().value).toBe(`${card.markdown}\n\n## Metrics\n\n`);
  expect(document.body.textContent).toContain("1 of 4");
  page.type("Text", `${page.text().value}AUC 0.8`);
  await vi.waitFor(() => expect(document.body.textContent).toContain("2 of 4"));
});

it("previews it as signers read it, and goes on with the same text", async () => {
  const page = await editor();
  page.type("Text", "# Rewritten\n\n<script>alert(1)</script>**bold**");
  page.press("Preview");
  await vi.waitFor(() => expect(page.screen.getByRole("heading", { name: "Rewritten" })).toBeDefined());
  expect(document.body.textContent).toContain("Not shown: 1 script element");
  page.press("Write");
  expect(page.text().value).toContain("**bold**");
});

it("keeps everything typed where somebody saved meanwhile, and says how to go on", async () => {
  const page = await editor();
  const title = "Mira Okafor saved revision 3 in the meantime.";
  page.save.mockResolvedValueOnce({ ok: false, problem: { title, todo: "Review the newer revision." } });
  page.type("Text", "Mine.");
  await page.submit("Save as revision 3");
  expect(page.screen.getByRole("alert").textContent).toContain(title);
  expect(page.text().value).toBe("Mine.");
});

it("restores a draft begun on an older revision, and replaces the newer only when told", async () => {
  await box.keep("card/churn/3", { basedOn: 1, markdown: "Mine." });
  const page = await editor();
  await vi.waitFor(() => expect(page.text().value).toBe("Mine."));
  expect(document.body.textContent).toContain(
    "Priya Nair saved revision 2; this draft is based on revision 1.",
  );
  page.press("Replace revision 2 with this draft");
  await page.submit("Save as revision 3");
  expect(page.save).toHaveBeenCalledWith({ basedOn: 2, markdown: "Mine." });
});

it("leaves out a kept draft of another shape", async () => {
  await box.keep("card/churn/3", { basedOn: "1" });
  const page = await editor();
  await vi.waitFor(() =>
    expect(page.screen.getByRole("status").textContent).toContain("from the first change"),
  );
  expect(page.text().value).toBe(card.markdown);
});
