import { describe, expect, it } from "vitest";
import type { IdentityLevel } from "#lib/access/identity-level.ts";
import { type WaitingSigner, waitingSigner } from "#lib/councils/views/waiting-signers.ts";
import { peopleRules } from "#lib/policy/people-rules.ts";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { grant, person } from "#lib/testing/specimens/views/access.ts";
import { PersonAuthority } from "./person-authority.tsx";

const held = grant({
  state: "held",
  confirmed: { by: "Dana Weiss", at: "2026-11-20T08:00:00.000Z" },
  holdsFrom: "2026-11-20T08:00:00.000Z",
});
const known = (...levels: readonly IdentityLevel[]) => ({
  level: levels[0]!,
  levels: [...levels],
  since: "2026-01-05T08:00:00.000Z",
  issuer: null,
});
const said = (
  of: Parameters<typeof person>[0] = {},
  grants = [held],
  identity = known("mailed"),
  waits = null as WaitingSigner | null,
) =>
  textOf(
    <PersonAuthority
      person={person(of)}
      identity={identity}
      grants={grants}
      waits={waits}
      takes={peopleRules({}).identity}
    />,
  );

describe("whether somebody may sign", () => {
  it("names the function, its confirmer, and the tiers that take their identity", () => {
    expect(said()).toContain("Lena Voss may sign for Security. On releases of every tier");
    expect(said()).toContain("Security, confirmed by Dana Weiss");
    const handedOver = said({}, [held], known("handed-over"));
    expect(handedOver).toContain("low and limited tiers only: the policy knows them by a link handed over.");
    expect(handedOver).toContain("the policy takes that for low and limited");
    const bound = said({}, [held], known("handed-over", "provider"));
    expect(bound).toContain(
      "Known by a link handed over or by a provider; the policy takes that for every tier",
    );
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

  it.each([
    [["Dana Weiss", "Mira Okafor"], "Dana Weiss or Mira Okafor can consent earlier."],
    [[], "Nobody can consent earlier."],
  ])("not yet with a new factor, unless one of %j consents", (consenters, words) => {
    const waits = waitingSigner.parse({
      personId: "p",
      name: "Lena Voss",
      functions: ["security"],
      renewal: "reset",
      by: null,
      since: "2026-11-20T08:00:00.000Z",
      until: "2026-11-21T08:00:00.000Z",
      consenters,
      whyNotConsent: null,
    });
    const text = said({}, [held], known("mailed"), waits);
    expect(text).toContain(
      "Lena Voss cannot sign. What they sign in with is new, so they wait until 21 Nov 2026",
    );
    expect(text).toContain(words);
  });

  it("not where the policy takes their way in for no tier", () => {
    const strict = peopleRules({ people: { identity: { low: ["provider"], limited: ["provider"] } } });
    const text = textOf(
      <PersonAuthority
        person={person()}
        identity={known("handed-over")}
        grants={[held]}
        waits={null}
        takes={strict.identity}
      />,
    );
    expect(text).toContain("Lena Voss cannot sign. The policy takes their way in for no tier.");
  });
});
