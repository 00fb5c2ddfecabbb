// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { checked, releaseView } from "#lib/testing/specimens/views/releases.ts";
import { GateList } from "./gate-list.tsx";
import type { ReleaseTab } from "./release-tabs.ts";
import { ReleaseView } from "./release-view.tsx";
import { WaivedThen } from "./waived-then.tsx";

const view = (changed: Parameters<typeof releaseView>[0], tab: ReleaseTab = "changes") => (
  <ReleaseView release={releaseView(changed)} tab={tab} decision={null} />
);

describe("the checks", () => {
  it("come worst first, each with what to do", () => {
    const checks = [
      checked({ title: "First" }),
      checked({ id: "b", title: "Second", status: "hold" }),
      checked({
        id: "c",
        title: "Third",
        status: "fail",
        message: "No report.",
        resolution: { action: "View its reports", href: "/models/flight-delay" },
      }),
    ];
    const page = mounted(view({ checks }, "checks"));
    const list = page.screen.getByRole("region", { name: "Checks" });
    const lines = [...list.querySelectorAll("li")].map((line) => line.textContent);
    expect(lines[0]).toBe("Fails: Third No report.View its reports");
    expect(lines[1]).toMatch(/^Waits: Second/);
    expect(lines[2]).toMatch(/^Passes: First/);
    const way = page.screen.getByRole("link", { name: "View its reports" });
    expect(way.getAttribute("href")).toBe("/models/flight-delay");
  });

  it("lead the page where one does not pass, and end it where all do", () => {
    const led = textOf(view({ checks: [checked({ status: "hold" })] }));
    expect(led.indexOf("Checks policy")).toBeLessThan(led.indexOf("Why, and the risks"));
    const ended = textOf(view({ checks: [checked()] }));
    expect(ended.indexOf("Checks policy")).toBeGreaterThan(ended.indexOf("Why, and the risks"));
  });

  it("may be none", () => {
    expect(textOf(view({ checks: [] }, "checks"))).toContain("This policy requires signatures only.");
  });
});

it("a gate that is waived names its waiver and until when, and one that may be waived leads to the request", () => {
  const gate = { title: "Licence allowed", severity: "block", message: "No licence." } as const;
  const signedBy = [{ name: "Carla Diaz", function: "compliance" as const }];
  const waiver = { number: 4, until: "2026-12-05T10:00:00.000Z", signedBy };
  const waivable = { function: "compliance", href: "/waivers/request?gate=licence" } as const;
  const list = (
    <GateList
      checks={[
        { ...gate, id: "gate-a", status: "waived", waiver },
        { ...gate, id: "gate-b", status: "fail", waivable },
      ]}
    />
  );
  expect(textOf(list)).toContain(
    "Waived: Licence allowed No licence. Waiver 4 signed by Carla Diaz for Compliance, until 5 Dec 2026",
  );
  expect(markupOf(list)).toContain('href="/waivers/4"');
  expect(markupOf(list)).toContain('href="/waivers/request?gate=licence"');
});

it("what was waived when it was decided stays named after its waiver ended", () => {
  const waived = {
    gate: "licence",
    title: "Licence allowed",
    waiver: 4,
    signedBy: [{ name: "Carla Diaz", function: "compliance" as const }],
    until: "2026-12-05T10:00:00.000Z",
    href: "/waivers/4",
  };
  const [event] = releaseView({}).events;
  const told = { ...event!, action: "release.approved", waived: [waived] };
  const shown = <WaivedThen release={{ events: [told] }} />;
  expect(textOf(shown)).toMatch(
    /Licence allowed at the approval, .*Waiver 4 signed by Carla Diaz for Compliance, until 5 Dec 2026/,
  );
  expect(textOf(<WaivedThen release={{ events: [event!] }} />)).toBe("");
});
