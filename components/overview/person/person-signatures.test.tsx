import { expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { signed } from "#lib/testing/specimens/views/overview.ts";
import { PersonSignatures } from "./person-signatures.tsx";

const shown = (...signatures: ReturnType<typeof signed>[]) => (
  <PersonSignatures name="Mira Okafor" signatures={signatures} newerHref={undefined} olderHref={undefined} />
);

it("leads from each signature to what was signed", () => {
  const policy = signed({ id: "s-2", subject: { kind: "policy-proposal", version: 4 }, decision: "reject" });
  const markup = markupOf(shown(signed(), policy));
  expect(markup).toContain('href="/releases/12"');
  expect(markup).toContain('href="/policy"');
  const text = textOf(shown(signed(), policy));
  expect(text).toContain("Release 12 flight-delay v3, round 2");
  expect(text).toMatch(/Proposed policy 4.*rejected/);
  expect(text).toContain("2 signatures");
});

it("says who lifted an objection, by what a signature was proven, and where more are", () => {
  const lifted = signed({ decision: "request-changes", liftedBy: "Dana Weiss" });
  expect(textOf(shown(lifted))).toMatch(/requested changes ?lifted by Dana Weiss.*by passkey/);
  const paged = <PersonSignatures name="M" signatures={[signed()]} newerHref="/a" olderHref="/b" />;
  expect(textOf(paged)).toContain("Next page");
});

it("says that nothing was signed", () =>
  expect(textOf(shown())).toContain("Mira Okafor has not signed a release or a policy."));
