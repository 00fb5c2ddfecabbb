// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import type { ComponentProps } from "react";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { webhookListView } from "#lib/overview/views/webhook-list.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { answerText, kindsText, webhookLook } from "./webhook-words.ts";
import { Webhooks } from "./webhooks.tsx";

const AT = "2026-11-26T08:00:00.000Z";
const webhook = {
  id: "w1",
  name: "Board",
  url: "https://hooks.example.com/in",
  kinds: ["release", "rollout.completed"],
  model: null,
  format: "cloudevents",
  disabledFor: null,
  disabledAt: null,
  oldUntil: null,
  due: 0,
  dead: 0,
  sentAt: AT,
} as const;
const delivery = {
  id: "e1",
  webhookId: "w1",
  webhook: "Board",
  action: "release.opened",
  state: "dead",
  tries: 9,
  status: 500,
  trouble: "not today",
  nextAt: AT,
  endedAt: AT,
} as const;
const view = (changed: Partial<z.input<typeof webhookListView>> = {}) =>
  webhookListView.parse({
    webhooks: [{ ...webhook, kinds: [...webhook.kinds] }],
    models: ["flight-delay"],
    deliveries: [delivery],
    nextCursor: null,
    ...changed,
  });

const sent = { name: "Board", url: "https://hooks.example.com/in", format: "cloudevents" };
const presence = { way: "password", password: "nine amber kites", code: "", recoveryCode: "" };

/** The page, and what it asked the server for. */
function page(props: Partial<ComponentProps<typeof Webhooks>> = {}) {
  const asked: [string, unknown][] = [];
  const answering =
    (name: string) =>
    async (input: unknown): Promise<{ ok: true; value: { secret: string } }> => {
      asked.push([name, input]);
      return { ok: true, value: { secret: "whsec_c2VjcmV0" } };
    };
  const [create, change, rotate, remove, resend] = ["create", "change", "rotate", "remove", "resend"].map(
    answering,
  );
  const at = mounted(
    <Webhooks
      view={view()}
      means={PASSWORD_ALONE}
      create={create!}
      change={change!}
      rotate={rotate!}
      remove={remove!}
      resend={resend!}
      newerHref={undefined}
      olderHref={undefined}
      {...props}
    />,
  );
  return { ...at, asked };
}

describe("the page of webhooks", () => {
  it("says what a webhook is for where there is none, and shows the secret of a new one once", async () => {
    const { press, type, tick, submit, asked, screen } = page({
      view: view({ webhooks: [], deliveries: [] }),
    });
    expect(screen.getByText("No webhook yet")).toBeTruthy();
    expect(screen.getByText("Nothing was sent yet")).toBeTruthy();
    press("New webhook");
    type("Name", "Board");
    type("Address", "https://hooks.example.com/in");
    tick("Releases");
    type("Your password", "nine amber kites");
    await submit("Create webhook");
    expect(asked).toEqual([["create", { ...sent, kinds: ["release"], presence }]]);
    expect(document.querySelector("code")?.textContent).toBe("whsec_c2VjcmV0");
    press("I have it");
    expect(document.querySelector("code")).toBeNull();
  });

  it("changes one, keeping single types that were chosen elsewhere, and turns it off", async () => {
    const { press, tick, submit, asked } = page();
    press("Change Board");
    tick("Releases");
    tick("Post events");
    await submit("Save webhook");
    expect(asked).toEqual([
      [
        "change",
        {
          webhookId: "w1",
          ...sent,
          kinds: ["rollout.completed"],
          active: false,
        },
      ],
    ]);
  });

  it("asks who changes one only where its receiver gets more", async () => {
    const { press, tick, type, submit, asked, screen } = page();
    press("Change Board");
    expect(screen.queryByLabelText("Your password")).toBeNull();
    tick("People");
    type("Your password", "nine amber kites");
    await submit("Save webhook");
    expect(asked).toMatchObject([
      ["change", { kinds: ["release", "rollout.completed", "person"], presence }],
    ]);
  });

  it("posts messages to a chat, which gets no secret", async () => {
    const { press, type, submit, asked, screen } = page({ view: view({ webhooks: [] }) });
    press("New webhook");
    type("Name", "Channel");
    type("Address", "https://hooks.slack.example/services/T0/B0/x");
    type("Posts", "slack");
    expect(screen.getByText(/Nobody can approve from a chat/)).toBeTruthy();
    type("Your password", "nine amber kites");
    await submit("Create webhook");
    expect(asked).toMatchObject([["create", { name: "Channel", format: "slack" }]]);
    expect(document.querySelector("code")).toBeNull();
  });

  it("lists one for a chat with no secret to replace", () => {
    const { screen } = page({ view: view({ webhooks: [{ ...webhook, kinds: [], format: "teams" }] }) });
    expect(screen.getByText("Messages for Microsoft Teams")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "New secret Board" })).toBeNull();
  });

  it("asks who turns one on again", () => {
    const off = { ...webhook, kinds: [], disabledFor: "gone" as const, disabledAt: AT };
    const { press, tick, screen } = page({ view: view({ webhooks: [off] }) });
    press("Change Board");
    expect(screen.queryByLabelText("Your password")).toBeNull();
    tick("Post events");
    expect(screen.getByLabelText("Your password")).toBeTruthy();
  });

  it("replaces a secret after a question, and removes", async () => {
    const { press, type, submit, asked } = page();
    press("New secret Board");
    type("Your password", "nine amber kites");
    await submit("Make a new secret");
    expect(document.querySelector("code")?.textContent).toBe("whsec_c2VjcmV0");
    press("I have it");
    press("Remove Board");
    await submit("Remove webhook");
    expect(asked).toEqual([
      ["rotate", { webhookId: "w1", presence }],
      ["remove", { webhookId: "w1" }],
    ]);
  });

  it("sends again what was given up, and nothing that is on its way", async () => {
    const { press, asked, screen } = page();
    expect(screen.getByText("500: not today")).toBeTruthy();
    press("Send again release.opened to Board");
    await act(async () => {});
    expect(asked).toEqual([["resend", { webhookId: "w1", delivery: "e1" }]]);
    const due = page({ view: view({ deliveries: [{ ...delivery, state: "due", endedAt: null }] }) });
    expect(due.screen.getAllByText("On the way").length).toBeGreaterThan(0);
  });

  it("says why a reader may change none", () => {
    const { screen } = page({ whyNot: "Needs the role admin." });
    expect(screen.getByText("Needs the role admin.")).toBeTruthy();
  });
});

describe("words of webhooks", () => {
  const state = (changed: object) => webhookLook({ ...view().webhooks[0]!, ...changed }).word;
  it("say whether it posts", () => {
    expect([
      state({}),
      state({ due: 2 }),
      state({ dead: 1, due: 2 }),
      state({ disabledFor: "gone" }),
      state({ disabledFor: "unreached" }),
      state({ disabledFor: "by-hand" }),
    ]).toEqual(["On", "2 on the way", "1 given up", "Off: receiver gone", "Off: not reached", "Off"]);
  });

  it("say which events, and what was answered", () => {
    expect(kindsText({ kinds: [], model: null })).toBe("Every event");
    expect(kindsText({ kinds: ["release"], model: "flight-delay" })).toBe("release of flight-delay");
    const answered = (changed: object) => answerText({ ...view().deliveries[0]!, ...changed });
    expect(answered({})).toBe("500: not today");
    expect(answered({ status: null, trouble: "did not answer in time" })).toBe(
      "no answer: did not answer in time",
    );
    expect(answered({ status: 204, trouble: null })).toBe("204");
    expect(answered({ tries: 0 })).toBe("not tried yet");
  });
});
