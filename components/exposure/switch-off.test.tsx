// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { history, move } from "#lib/testing/specimens/views/exposure.ts";
import { AssignmentFiles } from "./assignment-files.tsx";
import { SwitchOff } from "./switch-off.tsx";
import { servingText, switchConsequence } from "./switch-words.ts";

const canary = move({ kind: "canary", candidate: 2, candidatePercent: 25 });
const off = { since: "2026-12-01T12:00:00.000Z", by: "Rhea Cole", reason: "Answers look wrong." };

describe("the switch of a pointer", () => {
  it("says before what it does, and sends the reason", async () => {
    const switchOff = vi.fn(async () => ({ ok: true as const, value: undefined }));
    const pointers = [history({ moves: [canary] })];
    const page = mounted(<SwitchOff pointers={pointers} whyNot={undefined} switchOff={switchOff} />);
    page.press("Switch off");
    expect(page.screen.getByRole("dialog").textContent).toContain(
      "Rolls the rollout of v2 back: v1 serves everyone within seconds",
    );
    page.type(/^Reason/, "Answers look wrong.");
    await page.submit("Switch production off");
    expect(switchOff).toHaveBeenCalledWith({ pointer: "production", reason: "Answers look wrong." });
  });

  it("says who switched it off and where two switch it on, and why a reader may not", () => {
    const shown = textOf(<SwitchOff pointers={[history({ off })]} whyNot={undefined} switchOff={vi.fn()} />);
    expect(shown).toContain("Switched off by Rhea Cole");
    expect(shown).toContain("Switch it on, with a second person");
    const barred = textOf(<SwitchOff pointers={[history()]} whyNot="Needs the role." switchOff={vi.fn()} />);
    expect(barred).toContain("Needs the role.");
    expect(textOf(<SwitchOff pointers={[]} whyNot={undefined} switchOff={vi.fn()} />)).toBe("");
  });

  it.each([
    [[], "Nothing is live here.", "Nothing starts"],
    [[move()], "v1 serves everyone.", "v1 serves everyone and goes on to."],
    [[move({ kind: "shadow", candidate: 2 })], "v2 is in shadow.", "Rolls the rollout of v2 back"],
    [[canary], "v2 serves 25 % of traffic, v1 the rest.", "Rolls the rollout of v2 back"],
  ])("words what is served and what follows", (moves, serving, follows) => {
    expect(servingText(moves)).toContain(serving);
    expect(switchConsequence(moves)).toContain(follows);
  });
});

describe("the assignments of a pointer", () => {
  it("are files of the span that the page shows, for whoever may export them", () => {
    const shown = (whyNot?: string) =>
      markupOf(
        <AssignmentFiles
          model="flight-delay"
          pointers={[history()]}
          span={{ from: "2026-12-01T00:00:00.000Z" }}
          whyNot={whyNot}
        />,
      );
    expect(shown()).toContain(
      "/api/v1/models/flight-delay/pointers/production/assignments.csv?from=2026-12-01T00%3A00%3A00.000Z",
    );
    expect(shown("Needs the role.")).not.toContain("assignments.csv");
    expect(shown("Needs the role.")).toContain("Needs the role.");
  });
});
