// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { UnsubscribePage } from "#components/shell/unsubscribe-page.tsx";
import { deadMailView } from "#lib/overview/views/dead-mail.ts";
import { notificationSettingView } from "#lib/overview/views/notification-setting.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { DeadMailSheet } from "./dead-mail-sheet.tsx";
import { NotificationsForm } from "./notifications-form.tsx";

const setting = notificationSettingView.parse({
  kinds: [
    { kind: "signature", channel: "mail", forced: false },
    { kind: "rollback", channel: "mail", forced: true },
  ],
  zone: "Europe/Berlin",
  hour: 8,
  email: "mira.okafor@example.com",
  feedSince: null,
});

describe("how the reader is told", () => {
  it("is chosen by kind, and saved with the hour and the reader's zone", async () => {
    const saved: unknown[] = [];
    const save = async (input: unknown) => {
      saved.push(input);
      return { ok: true, value: input } as const;
    };
    const page = mounted(<NotificationsForm setting={setting} save={save} />);
    page.type("To sign", "digest");
    page.type(/^Daily digest/, "17");
    await page.submit("Save");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(saved).toEqual([{ choices: { signature: "digest", rollback: "mail" }, zone, hour: 17 }]);
    expect(page.screen.getByText("saved")).toBeTruthy();
  });

  it("does not offer to silence what always reaches the inbox", () => {
    const { screen } = mounted(
      <NotificationsForm setting={setting} save={async () => ({ ok: true, value: 1 })} />,
    );
    const offered = (name: string) =>
      [...screen.getByLabelText<HTMLSelectElement>(name).options].map(({ textContent }) => textContent);
    expect(offered("To sign")).toEqual(["Mail at once", "Daily digest", "Inbox only", "Not at all"]);
    expect(offered("Halts and rollbacks")).toEqual(["Mail at once", "Daily digest", "Inbox only"]);
  });

  it("says where mail goes, or that none does", () => {
    const text = (email: string | null) =>
      textOf(
        <NotificationsForm setting={{ ...setting, email }} save={async () => ({ ok: true, value: 1 })} />,
      );
    expect(text(setting.email)).toContain("Mail goes to mira.okafor@example.com.");
    expect(text(null)).toContain("This installation sends no mail to your address");
  });
});

describe("the page of a mail's link", () => {
  it("does nothing by being opened, and ends the mail by one click", async () => {
    let stopped = 0;
    const stop = async () => {
      stopped += 1;
      return stopped > 1;
    };
    const page = mounted(<UnsubscribePage kinds={["decision"]} stop={stop} />);
    expect(stopped).toBe(0);
    page.press("End this mail");
    await act(async () => {});
    expect(page.screen.getByRole("alert").textContent).toContain("Nothing was changed");
    page.press("End this mail");
    await act(async () => {});
    expect(page.screen.getByRole("heading").textContent).toBe("No more mail of this kind");
  });

  it("says so where the link is not ours", () => {
    expect(textOf(<UnsubscribePage kinds={[]} stop={async () => true} />)).toContain(
      "This link ends no mail",
    );
  });
});

it("mail that was given up names whom it was for and what the server said, and is sent again", async () => {
  const one = {
    id: "1",
    person: "Mira Okafor",
    kind: "signature",
    title: "flight-delay v3 to production",
    trouble: "550 no mailbox",
    tries: 1,
    endedAt: "2026-11-26T08:00:00.000Z",
  };
  const asked: unknown[] = [];
  const resend = async (one: unknown) => {
    asked.push(one);
    return { ok: true, value: one } as const;
  };
  const sheet = (items: object[], whyNot?: string) => (
    <DeadMailSheet
      mail={deadMailView.parse({ items, nextCursor: null })}
      resend={resend}
      whyNot={whyNot}
      newerHref={undefined}
      olderHref={undefined}
    />
  );
  for (const said of ["Mira Okafor", "550 no mailbox", "To sign", "kept for 90 days"])
    expect(textOf(sheet([one]))).toContain(said);
  expect(textOf(sheet([]))).toContain("No mail was given up");
  expect(textOf(sheet([one], "Needs the role admin."))).toContain("Needs the role admin.");
  const page = mounted(sheet([one]));
  page.press(/^Send again/);
  await act(async () => {});
  expect(asked).toEqual([{ messageId: "1" }]);
});
