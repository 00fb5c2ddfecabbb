// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { MakeToken } from "./make-token.tsx";

const maker = { me: { id: "p", name: "Mira Patel" }, means: PASSWORD_ALONE };

it("makes a token with the scopes of a pipeline and shows its secret", async () => {
  const create = vi.fn(async () => ({ ok: true as const, value: { secret: "cst_secret" } }));
  const page = mounted(<MakeToken {...maker} create={create} whyNot={undefined} />);
  page.press("Create a token");
  page.type("Name", "nightly");
  page.type("Your password", "secret");
  await page.submit("Make token");
  const scopes = ["artifact:store", "version:register", "evaluation:report", "card:revise"];
  expect(create).toHaveBeenCalledWith({
    name: "nightly",
    scopes,
    expiresInDays: 90,
    responsibleId: "p",
    presence: { way: "password", password: "secret", code: "", recoveryCode: "" },
  });
  expect(page.screen.getByRole("dialog").textContent).toContain("cst_secret");
});

it("says who can, and where to see it", () => {
  const whyNot = { message: "Needs the role admin.", place: { label: "See your roles", href: "/account" } };
  const text = textOf(
    <MakeToken {...maker} create={async () => ({ ok: true, value: { secret: "" } })} whyNot={whyNot} />,
  );
  expect(text).toBe("Create a token Needs the role admin. See your roles");
});
