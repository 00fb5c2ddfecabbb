import fc from "fast-check";
import { expect, it } from "vitest";
import { mailMessage } from "./mail-message.ts";

const mailing = (title: string, workspace = "Skyline Operations") => ({
  items: [{ kind: "signature" as const, title, href: "/releases/4" }],
  workspace,
  origin: "https://countersign.example",
  stopping: new Map([["signature" as const, "https://countersign.example/unsubscribe/a.b"]]),
  digest: false,
});

it("has a title, a kind and links, in text and in HTML", () => {
  const { subject, text, html } = mailMessage(mailing("flight-delay v3 to production"));
  expect(subject).toBe("To sign: flight-delay v3 to production (Skyline Operations)");
  for (const part of [text, html])
    for (const said of [
      "To sign: flight-delay v3 to production",
      "https://countersign.example/releases/4",
      "https://countersign.example/unsubscribe/a.b",
      "https://countersign.example/inbox#notifications",
    ])
      expect(part).toContain(said);
  expect(html).not.toMatch(/<(?:img|script|form|link|style)/);
});

it("lists a day's messages in one mail", () => {
  const one = mailing("first");
  const { subject, text } = mailMessage({
    ...one,
    items: [...one.items, { kind: "decision", title: "second", href: "/releases/5" }],
    digest: true,
  });
  expect(subject).toBe("2 messages in Skyline Operations");
  expect(text).toContain("Decisions: second\nhttps://countersign.example/releases/5");
});

it("no name adds a header, a line to the subject or markup to the page", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "a\r\nBcc: x@evil.example",
      "a\n\nbody",
      "\u2028x",
      "<img src=x onerror=y>",
      '"><a href="//evil">',
      "\u202e",
    ),
  );
  fc.assert(
    fc.property(hostile, hostile, (title, workspace) => {
      const { subject, html } = mailMessage(mailing(title, workspace));
      expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(subject.length).toBeLessThanOrEqual(160);
      expect([...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => new URL(href!).host)).toEqual(
        Array(3).fill("countersign.example"),
      );
      expect(html).not.toContain("<img");
    }),
  );
});
