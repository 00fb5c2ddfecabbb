// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { CAUTIOUS_PLAN } from "#lib/releases/template-plans.ts";
import { RELEASE_TEMPLATES } from "#lib/releases/templates.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { templateItem, templateList } from "#lib/testing/specimens/views/templates.ts";
import { TemplateForm, type TemplateInput } from "./template-form.tsx";
import { lockedText, planChoices, templateStart, templatesOffered } from "./template-words.ts";
import { TemplatesView } from "./templates-view.tsx";

const done = { ok: true, value: undefined } as const;
const view = (list: ReturnType<typeof templateList>, offer = vi.fn(async () => done)) => (
  <TemplatesView list={list} offer={offer} onDone={() => {}} form={null} />
);

describe("the templates of a workspace", () => {
  it("say what each starts from and locks, who published it, and how often it was used", () => {
    const text = textOf(view(templateList([templateItem()])));
    expect(text).toMatch(
      /House plan Offered .*For every update of a high-tier model\. 5 stages, 4 guardrails\. Locks the guardrails and how it is judged\./,
    );
    expect(text).toMatch(
      /version 2 by Ines Prado, .*3 releases made from it .*1 earlier version .*Version 1 by Alex Kim/,
    );
    const { content } = templateItem();
    const retired = templateItem({ content: { ...content, offered: false, locked: [] }, earlier: [] });
    expect(textOf(view(templateList([retired])))).toMatch(
      /Retired .*Locks nothing.*retired with version 2.*Offer again/,
    );
  });

  it("say what to do without any, and why the reader cannot publish one", () => {
    expect(textOf(view(templateList()))).toContain("No templates of your own");
    const barred = view(templateList([templateItem()], "Needs the role admin."));
    expect(textOf(barred)).toContain("Needs the role admin.");
    expect(markupOf(view(templateList([templateItem()])))).toContain(
      `href="/templates?of=${templateItem().id}#publish"`,
    );
  });

  it("are retired with one act", async () => {
    const offer = vi.fn(async () => done);
    const page = mounted(view(templateList([templateItem()]), offer));
    page.press("Retire");
    await vi.waitFor(() => expect(offer).toHaveBeenCalled());
    expect(offer).toHaveBeenCalledWith(templateItem());
  });

  it("are offered to a new release before those of the product, unless they are retired", () => {
    const { content } = templateItem();
    const retired = templateItem({ id: "r", content: { ...content, offered: false } });
    const [first, ...others] = templatesOffered(templateList([templateItem(), retired]));
    expect(first).toMatchObject({
      title: "House plan",
      own: { version: 2, locked: ["guardrails", "judging"] },
    });
    expect(others).toEqual(RELEASE_TEMPLATES);
    expect(lockedText({ locked: ["stages"] })).toBe("Locks the stages.");
  });
});

describe("publishing one", () => {
  const form = (of?: string) => {
    const items = [templateItem()];
    const publish = vi.fn(async (_: TemplateInput) => done);
    const planOf = vi.fn(async () => ({ ok: true, value: CAUTIOUS_PLAN }) as const);
    const onDone = vi.fn();
    const page = mounted(
      <TemplateForm
        start={templateStart(items, of)}
        plans={planChoices(items)}
        publish={publish}
        planOf={planOf}
        onDone={onDone}
      />,
    );
    return { ...page, publish, planOf, onDone };
  };

  it("takes a title, questions, what is locked, and the plan of a release as it is", async () => {
    const page = form();
    page.type("Title", "Night plan");
    page.type("When to use it", "At night.");
    page.tick("Guardrails");
    page.type(/plan of a release/, "12");
    page.press("Take its plan");
    await vi.waitFor(() =>
      expect(page.screen.getByText("6 stages, 4 guardrails, of release 12")).toBeTruthy(),
    );
    await page.submit("Publish the template");
    await vi.waitFor(() => expect(page.onDone).toHaveBeenCalled());
    expect(page.publish.mock.calls[0]![0]).toMatchObject({
      of: null,
      content: { title: "Night plan", plan: CAUTIOUS_PLAN, locked: ["guardrails"], offered: true },
    });
  });

  it("begins the next version with what the newest says", async () => {
    const page = form(templateItem().id);
    expect(page.screen.getByLabelText<HTMLInputElement>("Title").value).toBe("House plan");
    page.tick("Guardrails");
    await page.submit("Publish version 3");
    await vi.waitFor(() => expect(page.onDone).toHaveBeenCalled());
    expect(page.publish.mock.calls[0]![0]).toMatchObject({
      of: { template: templateItem().id, basedOn: 2 },
      content: { locked: ["judging"] },
    });
  });
});
