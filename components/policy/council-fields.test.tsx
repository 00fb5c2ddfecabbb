// @vitest-environment happy-dom
import { fireEvent, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { type PolicyContent, policyContent } from "#lib/policy/policy.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { content, staff } from "#lib/testing/specimens/views/councils.ts";
import { draftOf, policyOf } from "./policy-draft.ts";
import { PolicyRoutes } from "./policy-tables.tsx";
import { deadlinesText } from "./policy-words.ts";
import { ProposePolicy } from "./propose-policy.tsx";

const BOARD = { id: "0198c0de-0000-7000-8000-0000000000c1", name: "Model council" };
const deadlines = { remind: 8, alternates: 16, escalate: 24 };

const form = (policy = content()) => {
  const propose = vi.fn(async (_: { policy: PolicyContent }) => ({ ok: true as const, value: undefined }));
  const page = mounted(
    <ProposePolicy
      current={{ version: 3, content: policy }}
      reviewers={staff}
      councils={[BOARD]}
      propose={propose}
    />,
  );
  const high = () => within(page.screen.getByRole("group", { name: "High tier" }));
  return { ...page, propose, high };
};
const choose = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

it("routes a tier to a council, takes its name, and has a late seat told of", async () => {
  const page = form();
  expect(page.high().queryByLabelText("Deadlines, in hours of the council")).toBeNull();
  choose(page.high().getByLabelText("Who may take a seat"), BOARD.id);
  expect(page.high().getByText(/No standard change goes past a council/)).toBeTruthy();
  fireEvent.click(page.high().getByLabelText("Deadlines, in hours of the council"));
  choose(page.high().getByLabelText("Escalate after"), "40");
  page.type("Why", "Its members sign.");
  await page.submit("Propose policy 4");
  const { routes } = page.propose.mock.calls[0]![0].policy;
  expect(routes.find(({ tiers }) => tiers.includes("high"))).toMatchObject({
    council: BOARD.name,
    councilId: BOARD.id,
    deadlines: { ...deadlines, escalate: 40 },
  });
  expect(routes.find(({ tiers }) => tiers.includes("low"))).not.toHaveProperty("councilId");
});

it("cannot let standard changes past a council, by any client", () => {
  const { routes, ...policy } = content();
  const [first, ...others] = routes;
  const standard = { seats: [{ function: "engineering" as const, min: 1 }] };
  const past = { ...policy, routes: [{ ...first, councilId: BOARD.id, standard }, ...others] };
  expect(policyContent.safeParse(past).error?.issues).toMatchObject([
    { message: "cannot let standard changes past a council", path: ["routes", 0, "standard"] },
  ]);
});

it("takes a tier from its council again, with its deadlines", async () => {
  const routed = content();
  const routes = routed.routes.map((route) => ({ ...route, councilId: BOARD.id, deadlines }));
  const page = form({ ...routed, routes });
  choose(page.high().getByLabelText("Who may take a seat"), "");
  expect(page.screen.getByRole("complementary").textContent).toContain("any holder of the function");
  page.type("Why", "Whoever holds the function signs.");
  await page.submit("Propose policy 4");
  const high = page.propose.mock.calls[0]![0].policy.routes.find(({ tiers }) => tiers.includes("high"))!;
  expect(high).not.toHaveProperty("councilId");
  expect(high).not.toHaveProperty("deadlines");
});

it("keeps councils and deadlines of a policy that is not changed, and shows them", () => {
  const routed = content();
  const routes = routed.routes.map((route) => ({ ...route, councilId: BOARD.id, deadlines }));
  expect(policyOf(draftOf({ ...routed, routes })).routes[0]).toMatchObject({
    councilId: BOARD.id,
    deadlines,
  });
  expect(textOf(<PolicyRoutes policy={{ ...routed, routes }} reviewers={staff} />)).toContain(
    deadlinesText(deadlines),
  );
});

it("asks for sealed verdicts, and says so in the table and in the difference", async () => {
  const page = form();
  fireEvent.click(page.high().getByLabelText("Sealed verdicts first"));
  choose(page.high().getByLabelText("Reveal at the latest after, hours"), "24");
  expect(page.screen.getByRole("complementary").textContent).toContain("revealed after 24 h at the latest");
  page.type("Why", "Nobody hears the others first.");
  await page.submit("Propose policy 4");
  const { policy } = page.propose.mock.calls[0]![0];
  const high = policy.routes.find(({ tiers }) => tiers.includes("high"));
  expect(high).toMatchObject({ sealed: { hours: 24 } });
  expect(policyOf(draftOf(policy)).routes).toEqual(policy.routes);
  expect(textOf(<PolicyRoutes policy={policy} reviewers={staff} />)).toContain(
    "sealed verdicts first, revealed after 24 h at the latest",
  );
});
