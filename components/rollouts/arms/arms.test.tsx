// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { later } from "#lib/testing/specimens/rollout-evidence.ts";
import { point, rollout, series, withVerdict } from "#lib/testing/specimens/views/rollouts.ts";
import { Arms } from "./arms.tsx";
import { chartSeries } from "./chart-series.ts";
import { stageBands } from "./stage-bands.ts";
import { StageNames } from "./stage-names.tsx";

const points = [point({ at: later(-10) }), point({ at: later(-5), candidateLow: null })];
const arms = (changed: Parameters<typeof rollout>[0] = {}) => {
  const view = rollout({ series: [series({ points })], ...changed });
  return (
    <Arms series={chartSeries(view)} bands={stageBands(view)} arms={{ baseline: "v1", candidate: "v2" }} />
  );
};
/** The document lays nothing out, and a chart is drawn only where it has room. */
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 400, 152));
});
afterEach(() => vi.restoreAllMocks());

const drawn = (selector: string) => document.querySelectorAll(selector).length;
const hatched = () => drawn('.recharts-reference-area path[fill^="url(#silence-"]');

describe("the arms side by side", () => {
  it("are charts with a legend and the same in words", () => {
    mounted(arms());
    expect(document.body.textContent).toContain("v1 baselinev2 candidate");
    expect(document.body.textContent).toContain("Latest: v1 0.5020, v2 0.4930. Limit 0.5120.");
    expect(drawn(".recharts-line-curve")).toBe(2);
    expect(drawn(".recharts-area-area")).toBe(2);
    expect(drawn("table")).toBe(0);
  });

  it("are tables one click away, each point a row, and charts again", () => {
    const page = mounted(arms());
    page.press("Table");
    const rows = page.screen.getAllByRole("row").map((row) => row.textContent);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toBe("Atv1v2v2, 95 %");
    expect(rows[1]).toMatch(/0\.50200\.4930\[0\.4900, 0\.4960\]$/);
    expect(rows[2]).toMatch(/0\.50200\.4930–$/);
    expect(drawn(".recharts-line-curve")).toBe(0);
    page.press("Charts");
    expect(drawn("table")).toBe(0);
  });

  it("are hatched where there is no evidence, and nowhere else", () => {
    mounted(arms({ guardrails: withVerdict(0, { state: "STALE" }) }));
    expect(hatched()).toBe(1);
    expect(document.body.textContent).toContain("The newest data is too old.");
  });

  it("are not hatched while evidence comes in", () => {
    mounted(arms());
    expect(hatched()).toBe(0);
  });

  it("are hatched alone where nothing was ever measured", () => {
    const guardrails = withVerdict(0, { state: "NO_DATA" }).map((one) => ({ ...one, latestAt: null }));
    mounted(arms({ series: [series({ points: [] })], guardrails }));
    expect(hatched()).toBe(1);
    expect(document.body.textContent).toContain("No data for v2.");
  });

  it("mark limit and breach, with a dot on the candidate's last value", () => {
    const times = { breachAt: later(-6), detectedAt: null, decidedAt: null, actuatedAt: null };
    mounted(arms({ times, guardrails: withVerdict(0, { state: "FAIL" }) }));
    expect(document.body.textContent).toContain("limit 0.5120");
    expect(drawn(".recharts-reference-dot")).toBe(1);
    expect(drawn('.recharts-reference-line line[stroke="var(--fail)"]')).toBe(2);
  });

  it("say so before anything is served", () => {
    expect(textOf(arms({ series: [] }))).toContain(
      "No data yet Charts start with the first predictions served.",
    );
  });
});

describe("the names of stages", () => {
  const domain = [Date.parse(later(0)), Date.parse(later(100))] as const;
  const band = (name: string, from: number, to: number) => ({ name, from: later(from), to: later(to) });

  it("stand where each begins, and are left out where there is no room", () => {
    const bands = [band("Shadow", 0, 5), band("Canary", 5, 60), band("Everyone", 60, 100)];
    const page = mounted(<StageNames bands={bands} domain={domain} />);
    expect(page.screen.queryByText("Shadow")).toBeNull();
    expect(page.screen.getByText("Canary").style.left).toBe("5%");
    expect(page.screen.getByText("Everyone").style.width).toBe("40%");
  });
});
