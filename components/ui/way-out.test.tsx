import { expect, it } from "vitest";
import { markupOf } from "#lib/testing/pages/shown.tsx";
import { ProblemNotice } from "./notice.tsx";

const shown = (code?: string) => markupOf(<ProblemNotice problem={{ title: "No.", code }} />);

it.each([
  ["role-missing", "/account", "See your roles"],
  ["contributor-cannot-sign", "#seats", "See who can sign"],
  ["second-factor-needed", "/sign-in/second-step", "Give your second factor"],
])("links a refusal to what to do: %s", (code, href, label) => {
  expect(shown(code)).toContain(`href="${href}"`);
  expect(shown(code)).toContain(label);
});

it.each([[undefined], ["digest-changed"], ["constructor"]])(
  "links nothing where there is no such place: %s",
  (code) => {
    expect(shown(code)).not.toContain("<a");
  },
);
