// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { PERSON_STATES } from "#lib/access/views/person-list.ts";
import type { PersonPageView } from "#lib/access/views/person-page.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { factor, openLink, person } from "#lib/testing/specimens/views/access.ts";
import { peopleFilters } from "./people-filters.ts";
import { PersonFactors } from "./person-factors.tsx";
import { PersonIdentity } from "./person-identity.tsx";
import { linkText } from "./person-looks.ts";
import { PersonRail } from "./person-rail.tsx";

const mailed = {
  level: "mailed",
  levels: ["mailed"],
  since: "2026-01-05T08:00:00.000Z",
  issuer: "Alex Kim",
} satisfies PersonPageView["identity"];

describe("how a person is known", () => {
  it("says what their level means and who issued the link", () => {
    const text = textOf(<PersonIdentity person={person()} identity={mailed} />);
    expect(text).toContain("mailed to their address, and nobody here saw it.");
    expect(text).toContain("Issued by Alex Kim");
    const handedOver = { ...mailed, level: "handed-over" as const, issuer: null };
    const lower = textOf(<PersonIdentity person={person()} identity={handedOver} />);
    expect(lower).toContain("High and critical tiers do not take it");
    expect(lower).toContain("Issued by themselves or the system");
  });

  it("says of who has not joined what they cannot do, and until when their invitation works", () => {
    const invited = person({ state: "invited", level: null, joinedAt: null, link: openLink() });
    const text = textOf(<PersonIdentity person={invited} identity={null} />);
    expect(text).toContain("they cannot sign in, sign or fill a seat.");
    expect(text).toContain("Invitation On its way to the mail server.");
    expect(text).toContain("Valid until");
  });

  it("says why a link could not be mailed", () => {
    const stuck = person({ link: openLink({ trouble: "connect ECONNREFUSED" }) });
    expect(textOf(<PersonIdentity person={stuck} identity={mailed} />)).toContain(
      "The link could not be mailed. Reason: “connect ECONNREFUSED”. It is tried again",
    );
    const given = person({ link: openLink({ trouble: "no mailbox", gaveUp: true }) });
    expect(textOf(<PersonIdentity person={given} identity={mailed} />)).toContain(
      "“no mailbox”. It is not tried again, and nobody can use this link. Check the address and send a new one.",
    );
  });

  it.each([
    [{ over: true }, "It is over: send a new one."],
    [{ via: "handed-over" as const }, "Handed over by whoever issued it."],
    [{ trouble: "was slow" }, "Could not be mailed yet."],
    [{ trouble: "no mailbox", gaveUp: true }, "Could not be mailed: send a new one."],
    [{ sentAt: "2026-11-20T08:00:01.000Z", trouble: "was slow" }, "The mail server took it."],
    [{}, "On its way to the mail server."],
  ])("a link with %j: %s", (changed, text) => expect(linkText(openLink(changed))).toBe(text));

  it("lists their factors, or says that there are none", () => {
    expect(textOf(<PersonFactors factors={[factor()]} />)).toContain("Passkey “Laptop”");
    expect(textOf(<PersonFactors factors={[]} />)).toContain("They sign in by password alone.");
  });

  it("can be narrowed down by every state and role", () => {
    const states = peopleFilters.find(({ name }) => name === "state")?.choices.map(({ value }) => value);
    expect(states).toEqual([...PERSON_STATES]);
  });
});

describe("what an admin can do for a person", () => {
  const done = () => vi.fn(async (_: object): Promise<Answer<unknown>> => ({ ok: true, value: undefined }));
  const ISSUED = { purpose: "join" as const, secret: null, expiresAt: "2026-11-24T08:00:00.000Z" };
  const issue = () => vi.fn(async (_: object) => ({ ok: true as const, value: ISSUED }));
  const rail = (of: object = {}, props: object = {}) => (
    <PersonRail
      person={person(of)}
      invite={issue()}
      giveLink={issue()}
      assign={done()}
      disable={done()}
      revokeLink={done()}
      reset={done()}
      enable={done()}
      means={PASSWORD_ALONE}
      mailed={[]}
      whyNot={undefined}
      {...props}
    />
  );
  const acts = (of: object) =>
    mounted(rail(of))
      .screen.getAllByRole("button")
      .map((button) => button.textContent);

  it("depends on where the person stands, and says what no admin can", () => {
    const usual = ["Change roles", "Send a reset link", "Reset second factor", "End access"];
    expect(acts({})).toEqual(usual);
    expect(textOf(rail())).toContain("You cannot set a password, see a mailed link or add a factor");
  });

  it("is to send again or revoke an invitation, and only to give access back to who left", () => {
    const invited = { state: "invited", factors: [], link: openLink() };
    expect(acts(invited)).toEqual(["Change roles", "Send again", "Revoke invitation", "End access"]);
  });

  it("is only to give access back to who left", () =>
    expect(acts({ state: "disabled", disabledAt: "2026-11-01T00:00:00.000Z" })).toEqual([
      "Give access back",
    ]));

  it("revokes an invitation for a reason", async () => {
    const revokeLink = done();
    const page = mounted(rail({ state: "invited", link: openLink() }, { revokeLink }));
    page.press("Revoke invitation");
    page.type("Reason", "Wrong address.");
    await page.submit("Revoke link");
    expect(revokeLink).toHaveBeenCalledWith({ personId: person().id, reason: "Wrong address." });
  });

  it("is nothing for whoever may not, with the reason", () => {
    expect(textOf(rail({}, { whyNot: "Needs the role admin." }))).toContain("Needs the role admin.");
  });
});
