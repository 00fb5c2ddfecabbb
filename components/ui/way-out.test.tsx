import { expect, it } from "vitest";
import type { Place } from "#lib/kernel/refusal.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { Button } from "./button.tsx";
import { ButtonLink } from "./button-link.tsx";
import { ProblemNotice } from "./notice.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import { type WhyNot, WhyNotNote, whyNotOf } from "./why-not.tsx";

const place: Place = { label: "See your roles", href: "/account" };
const role: WhyNot = { message: "Needs the role admin.", place };

it.each([
  ["a problem", <ProblemNotice key="1" problem={{ title: "No.", place }} />],
  ["a section", <RefusalNotice key="2" refusal={{ kind: "forbidden", code: "no", message: "No.", place }} />],
  ["a button", <Button key="3" whyNot={role} />],
  [
    "a link",
    <ButtonLink key="4" href="/x" whyNot={role}>
      Edit
    </ButtonLink>,
  ],
])("shows where to do something about a refusal: %s", (_, shown) => {
  expect(markupOf(shown)).toContain('href="/account"');
  expect(textOf(shown)).toContain("See your roles");
});

it("links nothing where there is no such place", () => {
  expect(markupOf(<ProblemNotice problem={{ title: "No." }} />)).not.toContain("<a");
  expect(markupOf(<Button whyNot="It is not approved." />)).not.toContain("<a");
});

it("says a reason that bars several buttons once, and links its place once", () => {
  const other: WhyNot = { message: "Needs the role reviewer.", place };
  const reasons = [role, { ...role }, other, "It is over."];
  const shown = <WhyNotNote id="why" reasons={reasons} />;
  expect(textOf(shown)).toBe("Needs the role admin. See your roles Needs the role reviewer. It is over.");
});

it("joins a view's sentence with its place", () => {
  expect(whyNotOf(null, place)).toBeUndefined();
  expect(whyNotOf("It is over.")).toBe("It is over.");
  expect(whyNotOf("Needs the role admin.", place)).toEqual(role);
});
