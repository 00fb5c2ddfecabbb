// @vitest-environment happy-dom
import { cleanup } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { draftBox } from "#lib/client/draft-box.ts";
import { draftKeyOf } from "#lib/crypto/draft-key.ts";
import { RELEASE_TEMPLATES } from "#lib/releases/templates.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { preview, releasableOf } from "#lib/testing/specimens/views/release-forms.ts";
import { NewRelease } from "./new-release.tsx";
import type { Saving } from "./use-draft-submit.ts";

const models = [releasableOf()];
const start = { model: "flight-delay", version: 2, pointer: "production" };
const lookAhead = async () => ({ ok: true, value: preview() }) as const;
const outlook = { estimator: () => null, undecidable: () => null };
const outlookOf = async () => ({ ok: true, value: outlook }) as const;
const save = vi.fn(async (_: Saving): Promise<Answer<{ href: string }>> => opened);
const opened = { ok: true, value: { href: "/releases/8" } } as const;
const boxOf = (id: string) => draftBox({ id, key: draftKeyOf("s".repeat(32), id) });

/** The page, opened again as after a reload. */
function open({ who = "jonas", at = start, asked = true } = {}) {
  cleanup();
  const page = mounted(
    <NewRelease
      templates={RELEASE_TEMPLATES}
      models={models}
      asked={asked}
      lookAhead={lookAhead}
      outlookOf={outlookOf}
      save={save}
      start={at}
      drafts={boxOf(who)}
    />,
  );
  const value = (label: string) => page.screen.getByLabelText<HTMLTextAreaElement>(label).value;
  const status = () => page.screen.getByRole("status").textContent ?? "";
  return { ...page, value, status };
}

async function typed(text: string, where: Parameters<typeof open>[0] = {}) {
  const page = open(where);
  await vi.waitFor(() => expect(page.status()).toContain("from the first change"));
  page.type("Why now", text);
  await vi.waitFor(() => expect(page.status()).toContain("Saved"));
  return page;
}

beforeEach(() => localStorage.clear());

describe("a draft", () => {
  it("is kept through leaving and reloading, and says since when", async () => {
    await typed("Winter.");
    const again = open();
    await vi.waitFor(() => expect(again.value("Why now")).toBe("Winter."));
    expect(again.status()).toBe("Saved just now. Kept if you leave, reload or change the template.");
  });

  it("is kept with its template and plan", async () => {
    const page = await typed("Winter.");
    page.type("Template", "cautious");
    page.type("Planned samples", "30000");
    const box = boxOf("jonas");
    await vi.waitFor(async () => expect(JSON.stringify(await box.newest("release/"))).toContain("30000"));
    const again = open();
    await vi.waitFor(() => expect(again.value("Template")).toBe("cautious"));
    expect(again.value("Planned samples")).toBe("30000");
    expect(again.value("Why now")).toBe("Winter.");
  });

  it("is shown to nobody else in this browser", async () => {
    await typed("Winter.");
    const other = open({ who: "anna" });
    await vi.waitFor(() => expect(other.status()).toContain("from the first change"));
    expect(other.value("Why now")).toBe("");
  });

  it("belongs to its target; the page without one continues the newest", async () => {
    await typed("Winter.");
    const other = open({ at: { ...start, version: 1 } });
    await vi.waitFor(() => expect(other.status()).toContain("from the first change"));
    expect(other.value("Why now")).toBe("");
    const any = open({ at: { ...start, version: 1 }, asked: false });
    await vi.waitFor(() => expect(any.value("Why now")).toBe("Winter."));
    expect(any.value("Version")).toBe("2");
  });

  it("moves with the form to another target, unless that has one of its own", async () => {
    const page = await typed("Winter.");
    page.type("Version", "1");
    await vi.waitFor(() =>
      expect(Object.keys({ ...localStorage })).toEqual([expect.stringMatching(/\/1\/production$/)]),
    );
    expect(page.value("Why now")).toBe("Winter.");
    const own = await typed("Spring.", { at: start });
    own.type("Version", "1");
    await vi.waitFor(() => expect(own.value("Why now")).toBe("Winter."));
    own.type("Version", "2");
    await vi.waitFor(() => expect(own.value("Why now")).toBe("Spring."));
  });

  it("is gone once it was sent", async () => {
    const page = await typed("Winter.");
    for (const label of ["Expected benefit", "Risk", "Way back", "Why it is not substantial"])
      page.type(label, "Said.");
    page.press("Open and submit for review");
    await vi.waitFor(() => expect(page.journey).toEqual(["push /releases/8"]));
    await vi.waitFor(() => expect(localStorage).toHaveLength(0));
  });

  it("is gone once it is a draft on the server, even if its submission was refused", async () => {
    const problem = { title: "No council.", kept: "Saved as draft 8." };
    save.mockResolvedValueOnce({ ok: false, problem });
    const page = await typed("Winter.");
    for (const label of ["Expected benefit", "Risk", "Way back", "Why it is not substantial"])
      page.type(label, "Said.");
    page.press("Open and submit for review");
    await vi.waitFor(() => expect(localStorage).toHaveLength(0));
    expect(page.screen.getByRole("alert").textContent).toContain("Saved as draft 8.");
  });

  it("is discarded after asking", async () => {
    const page = await typed("Winter.");
    page.press("Discard draft");
    await page.submitIn(page.screen.getByRole("dialog"));
    await vi.waitFor(() => expect(page.value("Why now")).toBe(""));
    await vi.waitFor(() => expect(localStorage).toHaveLength(0));
    expect(page.status()).toContain("from the first change");
  });

  it("that another version of the page kept otherwise is left out", async () => {
    await boxOf("jonas").keep("release/flight-delay/2/production", {
      templateId: "staged",
      draft: { case: "?" },
    });
    const page = open();
    await vi.waitFor(() => expect(page.status()).toContain("from the first change"));
    expect(page.value("Why now")).toBe("");
  });

  it("says where this browser cannot keep it", async () => {
    const page = open();
    await vi.waitFor(() => expect(page.status()).toContain("from the first change"));
    vi.stubGlobal("localStorage", undefined);
    page.type("Why now", "Winter.");
    await vi.waitFor(() => expect(page.status()).toContain("This browser cannot keep it."));
    vi.unstubAllGlobals();
  });
});

describe("two tabs", () => {
  const name = "release/flight-delay/2/production";
  const tellThisTab = () => {
    const key = Object.keys({ ...localStorage })[0] ?? `countersign.draft.1.jonas.${name}`;
    window.dispatchEvent(new StorageEvent("storage", { key }));
  };
  const changedElsewhere = async (page: ReturnType<typeof open>, why: string) => {
    const box = boxOf("jonas");
    const kept = (await box.read(name))!.value as Saving;
    await box.keep(name, { ...kept, draft: { ...kept.draft, case: { ...kept.draft.case, why } } });
    tellThisTab();
    await vi.waitFor(() =>
      expect(page.screen.getByRole("alert").textContent).toContain("changed in another tab"),
    );
    return box;
  };

  it("overwrite nothing: this one stops saving and asks", async () => {
    const page = await typed("Winter.");
    const box = await changedElsewhere(page, "Spring.");
    page.type("Risk", "Rain.");
    await Promise.resolve();
    expect(JSON.stringify(await box.read(name))).not.toContain("Rain.");
    page.press("Use that one");
    await vi.waitFor(() => expect(page.value("Why now")).toBe("Spring."));
    expect(page.screen.queryByRole("alert")).toBeNull();
  });

  it("keep this one where the reader says so", async () => {
    const page = await typed("Winter.");
    const box = await changedElsewhere(page, "Spring.");
    page.press("Keep this one");
    await vi.waitFor(async () => expect(JSON.stringify(await box.read(name))).toContain("Winter."));
  });

  it("say that the other sent or discarded it", async () => {
    const page = await typed("Winter.");
    boxOf("jonas").forget(name);
    tellThisTab();
    await vi.waitFor(() => expect(page.screen.getByRole("alert").textContent).toContain("sent or discarded"));
    expect(page.screen.queryByRole("button", { name: "Use that one" })).toBeNull();
    expect(page.value("Why now")).toBe("Winter.");
  });
});
