// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { token } from "#lib/testing/specimens/views/access.ts";
import { Tokens } from "./tokens.tsx";

const made = () => vi.fn(async (_: object) => ({ ok: true as const, value: { secret: "cs_secret" } }));
const tokens = (props = {}) => (
  <Tokens
    tokens={[token()]}
    means={PASSWORD_ALONE}
    create={made()}
    revoke={made()}
    handOver={made()}
    people={[
      { id: "a", name: "Alex Kim" },
      { id: "p", name: "Priya Nair" },
    ]}
    pointers={["flight-delay.production"]}
    newerHref={undefined}
    olderHref={undefined}
    {...props}
  />
);

describe("service tokens", () => {
  it.each([
    ["active", "Revoke nightly evaluation"],
    ["expired", "Expired"],
    ["revoked", "Revoked"],
  ] as const)("one that is %s ends its row with %s", (state, words) => {
    expect(textOf(tokens({ tokens: [token({ state })] }))).toMatch(new RegExp(`${words}$`));
  });

  it("are told apart by their first characters, their maker and their scopes", () => {
    expect(textOf(tokens())).toContain(
      "nightly evaluation cs_3fa9…, made by Alex Kim Responsible Priya Nair May evaluation:report, registry:read Last used never",
    );
  });

  it("that send evidence name their source and its pointer, or that it reports for every one", () => {
    const source = { name: "edge", pointer: "flight-delay.production" };
    expect(textOf(tokens({ tokens: [token({ source })] }))).toContain(
      "Sends evidence as edge for flight-delay.production",
    );
    expect(textOf(tokens({ tokens: [token({ source: { name: "edge", pointer: null } })] }))).toContain(
      "for every pointer",
    );
    expect(textOf(tokens())).not.toContain("Sends evidence");
  });

  it("lead from none to the first", () => {
    const page = mounted(tokens({ tokens: [] }));
    expect(document.body.textContent).toContain("each use a token of their own");
    page.press("New token");
    expect(page.screen.getByRole("dialog").textContent).toContain("until it expires");
  });

  it("cannot be made without a scope; the secret is shown once and gone after closing", async () => {
    const create = made();
    const page = mounted(tokens({ create }));
    page.press("New token");
    const make = () => page.screen.getByRole("button", { name: "Make token" });
    expect(make().getAttribute("aria-disabled")).toBe("true");
    expect(page.screen.getByText("Choose what it may do")).toBeTruthy();
    page.type("Name", " nightly ");
    page.tick("registry:read");
    page.tick("evaluation:report");
    page.tick("registry:read");
    page.type("Expires after", "30");
    page.type("Responsible person", "p");
    page.type("Your password", "secret");
    await page.submit("Make token");
    expect(create).toHaveBeenCalledWith({
      name: "nightly",
      scopes: ["evaluation:report"],
      expiresInDays: 30,
      responsibleId: "p",
      presence: { way: "password", password: "secret", code: "", recoveryCode: "" },
    });
    expect(page.screen.getByText("cs_secret")).toBeTruthy();
    page.press("I have it");
    expect(page.screen.queryByText("cs_secret")).toBeNull();
    expect(page.journey).toEqual(["refresh"]);
  });

  it("take a source where they send evidence, and no pointer without one", async () => {
    const create = made();
    const page = mounted(tokens({ create }));
    page.press("New token");
    page.type("Name", "edge");
    expect(page.screen.queryByLabelText(/^Source/)).toBeNull();
    page.tick("telemetry:ingest");
    page.type(/^Reports for/, "flight-delay.production");
    expect(page.screen.getByText("Name the source that reports for this pointer")).toBeTruthy();
    page.type(/^Source/, " edge-gateway ");
    page.type("Your password", "secret");
    await page.submit("Make token");
    expect(create).toHaveBeenCalledWith(
      expect.objectContaining({ source: { name: "edge-gateway", pointer: "flight-delay.production" } }),
    );
  });

  it("say at its field what is wrong, and keep what was typed", async () => {
    const refused = {
      ok: false as const,
      problem: { title: "Refused.", fields: { name: "is used already" } },
    };
    const page = mounted(tokens({ create: vi.fn(async () => refused) }));
    page.press("New token");
    page.type("Name", "nightly");
    page.tick("registry:read");
    page.type("Your password", "secret");
    await page.submit("Make token");
    expect(page.screen.getByRole("dialog").textContent).toContain("Is used already.");
    expect(page.screen.getByLabelText("Name")).toHaveProperty("value", "nightly");
  });

  it("are handed over to somebody who is not responsible yet", async () => {
    const handOver = made();
    const page = mounted(tokens({ handOver }));
    page.press("Hand over nightly evaluation");
    expect(page.screen.getByRole("dialog").textContent).toContain("They cannot sign it.");
    expect(page.screen.getByLabelText("Responsible person").textContent).toBe("Alex Kim");
    page.type("Your password", "secret");
    await page.submit("Hand over");
    expect(handOver).toHaveBeenCalledWith({
      tokenId: token().id,
      responsibleId: "a",
      presence: expect.objectContaining({ password: "secret" }),
    });
    expect(page.journey).toEqual(["refresh"]);
  });

  it("are revoked for a reason", async () => {
    const revoke = made();
    const page = mounted(tokens({ revoke }));
    page.press("Revoke nightly evaluation");
    expect(page.screen.getByRole("dialog").textContent).toContain("This cannot be undone.");
    page.type("Reason", "Leaked");
    await page.submit("Revoke token");
    expect(revoke).toHaveBeenCalledWith({ tokenId: token().id, reason: "Leaked" });
    expect(page.journey).toEqual(["refresh"]);
  });

  it("offer nothing to whoever may not, and say why once for all", () => {
    const page = mounted(tokens({ whyNot: "Needs the role admin." }));
    page.press("Revoke nightly evaluation");
    page.press("New token");
    expect(page.screen.queryByRole("dialog")).toBeNull();
    expect(page.screen.getAllByText("Needs the role admin.")).toHaveLength(1);
  });
});
