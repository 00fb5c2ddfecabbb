import { describe, expect, it } from "vitest";
import { peopleRules } from "#lib/policy/people-rules.ts";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { grant, person } from "#lib/testing/specimens/views/access.ts";
import { PersonAuthority } from "./person-authority.tsx";

const held = grant({
  state: "held",
  confirmed: { by: "Dana Weiss", at: "2026-11-20T08:00:00.000Z" },
  holdsFrom: "2026-11-20T08:00:00.000Z",
});
const said = (of: Parameters<typeof person>[0] = {}, grants = [held]) =>
  textOf(<PersonAuthority person={person(of)} grants={grants} takes={peopleRules({}).identity} />);

describe("whether somebody may sign", () => {
  it("names the function, its confirmer, and the tiers that take their identity", () => {
    expect(said()).toContain("Lena Voss may sign for Security. On releases of every tier");
    expect(said()).toContain("Security, confirmed by Dana Weiss");
    const handedOver = said({ level: "handed-over" });
    expect(handedOver).toContain(
      "On releases of the low and limited tiers only: their way in was handed over.",
    );
    expect(handedOver).toContain("the policy takes it for low and limited");
  });

  it.each([
    [{ state: "disabled", disabledAt: "2026-11-01T00:00:00.000Z" }, "Their access has ended."],
    [{ state: "invited", level: null, joinedAt: null }, "They have not joined yet."],
    [{ roles: ["admin", "reviewer"] }, "An admin can neither be a reviewer nor hold a function."],
    [{ roles: ["viewer"] }, "Only a reviewer signs."],
  ] as const)("not with %j", (changed, because) => {
    expect(said({ ...changed } as never)).toContain(`Lena Voss cannot sign. ${because}`);
  });

  it.each([
    [[], "They hold no function."],
    [[grant()], "Security is proposed and waits for the confirmation of another holder."],
    [
      [grant({ state: "waiting", holdsFrom: "2026-11-21T08:00:00.000Z" })],
      "Security takes effect 21 Nov 2026, 08:00",
    ],
  ])("not with the functions %j", (grants, because) => {
    expect(said({ functions: [] }, grants)).toContain(`Lena Voss cannot sign. ${because}`);
  });

  it("not where the policy takes their way in for no tier", () => {
    const strict = peopleRules({ people: { identity: { low: ["provider"], limited: ["provider"] } } });
    const text = textOf(
      <PersonAuthority person={person({ level: "handed-over" })} grants={[held]} takes={strict.identity} />,
    );
    expect(text).toContain("Lena Voss cannot sign. The policy takes their way in for no tier.");
  });
});
