import { describe, expect, it } from "vitest";
import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import { policyChanges } from "#lib/policy/policy-changes.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { content, inForce, published, staff } from "#lib/testing/specimens/views/councils.ts";
import { EarlierVersions } from "./earlier-versions.tsx";
import { PolicyInForce } from "./policy-in-force.tsx";
import { PolicyDiff, PolicyRoutes } from "./policy-tables.tsx";
import { changeLine, seatsText } from "./policy-words.ts";
import { SeatWarnings, Staff } from "./staff.tsx";

const change = { place: "high", lowers: false } as const;

describe("a difference between two policies", () => {
  it.each([
    ["title", "Old", "New", { what: "Title", was: "Old", is: "New" }],
    ["council", "Desk", "Board", { what: "Council", was: "Desk", is: "Board" }],
    ["reviewDays", 1, 5, { what: "Review time", was: "1 day", is: "5 days" }],
    ["validDays", 14, 30, { what: "Approval valid", was: "14 days", is: "30 days" }],
    ["security", 0, 1, { what: "Security seat", was: "none", is: "1 person" }],
    ["data-science", 2, 0, { what: "Data science seat", was: "2 people", is: "none" }],
  ] as const)("in %s", (what, was, is, line) => {
    expect(changeLine({ ...change, what, was, is })).toEqual(line);
  });

  it("is shown with its place, and marked where it lowers the bar", () => {
    const [desk, board] = content().routes;
    const after = content({ routes: [desk!, { ...board!, seats: [{ function: "security", min: 1 }] }] });
    const text = textOf(<PolicyDiff changes={policyChanges(content(), after)} now="Policy 1" />);
    expect(text).toMatch(/^What would change What Policy 1 Proposed Bar /);
    expect(text).toMatch(/Security seat High tier .*2 people .*1 person .*lowers the bar/);
    expect(text.match(/lowers the bar/g)).toHaveLength(4);
    const longer = content({ routes: [{ ...desk!, reviewDays: 9 }, board!] });
    expect(textOf(<PolicyDiff changes={policyChanges(content(), longer)} now="" />)).not.toContain("lowers");
  });
});

describe("seats in words", () => {
  it("stand in the order of the functions, however the policy lists them", () => {
    const seats = FUNCTIONS.map((name) => ({ function: name, min: 1 }));
    expect(seatsText(seats.toReversed())).toBe(seatsText(seats));
    expect(seatsText([{ function: "security", min: 3 }])).toBe("Security (3 people)");
    expect(seatsText([])).toBe("");
  });
});

describe("the policy in force", () => {
  it("says which releases go where, who signs them and how long that takes and holds", () => {
    const rows = [
      ...markupOf(
        <PolicyRoutes policy={content()} reviewers={[...staff, { ...staff[3]!, id: "more" }]} />,
      ).matchAll(/<tr.*?<\/tr>/g),
    ].map(([row]) => row);
    expect(rows).toHaveLength(3);
    expect(
      textOf(<PolicyRoutes policy={content()} reviewers={[...staff, { ...staff[3]!, id: "more" }]} />),
    ).toMatch(
      /Low tier and limited tier Desk .*Data science .*5 days .*14 days .*High tier and critical tier Board .*Security \(2 people\) and Compliance .*10 days .*30 days/,
    );
  });

  it("says who signs its change and who published it", () => {
    expect(textOf(<PolicyInForce policy={inForce()} reviewers={staff} />)).toContain(
      "Policy changes are signed by Security and Compliance. Published by Ada Berg, 1 Oct 2026, 08:00",
    );
  });

  it("says what it asks of the people who sign", () => {
    const text = textOf(<PolicyInForce policy={inForce()} reviewers={staff} />);
    expect(text).toContain("Low tier and limited tier: handed over, by mail or by a provider.");
    expect(text).toContain("Count 24 hours after their confirmation.");
    expect(text).toContain("Sign 24 hours after enrolment or reset. Earlier with another signer's consent.");
    const now = inForce({ content: content({ people: { grantWaitHours: 0, factorWaitHours: 0 } }) });
    const demo = textOf(<PolicyInForce policy={now} reviewers={staff} />);
    expect(demo).toContain("Count immediately. New factors Sign immediately.");
  });

  it("says how to publish the first", () => {
    expect(textOf(<PolicyInForce policy={null} reviewers={[]} />)).toContain("POST /api/v1/policies");
  });
});

describe("who can sign now", () => {
  const seats: SeatRule[] = [
    { function: "security", min: 1 },
    { function: "compliance", min: 1 },
  ];
  const both = { id: "b", name: "Mira Okafor", functions: ["security", "compliance"] as BusinessFunction[] };

  it.each([
    [[], ["Nobody holds the functions Security and Compliance, so nobody can sign for them."]],
    [
      [{ ...both, functions: ["security"] as BusinessFunction[] }],
      ["Nobody holds the function Compliance, so nobody can sign for it."],
    ],
    [[both], ["needs 1 more person. Mira Okafor holds it; one person fills one seat."]],
  ])("%# is missing, and said at the seat", (reviewers, said) => {
    const text = textOf(<SeatWarnings seats={seats} reviewers={reviewers} />);
    for (const each of said) expect(text).toContain(each);
  });

  it("is silent where every seat can be filled", () => {
    expect(markupOf(<SeatWarnings seats={seats} reviewers={staff} />)).toBe("");
  });

  it("is listed by function", () => {
    const text = textOf(<Staff reviewers={[both]} />);
    expect(text).toContain("Security Mira Okafor");
    expect(text).toContain("Product nobody");
  });
});

it("earlier versions are listed with who published them and their digest", () => {
  const text = textOf(<EarlierVersions versions={[published({ version: 2 }), published()]} />);
  expect(text).toMatch(/Policy 2 published by Ada Berg, 1 Oct 2026, 08:00 sha256 1111…1111 Policy 1 /);
  expect(markupOf(<EarlierVersions versions={[]} />)).toBe("");
});
