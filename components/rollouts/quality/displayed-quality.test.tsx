// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DisplayedArm, DisplayedQualityView } from "#lib/rollouts/views/displayed-quality.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { DisplayedQuality } from "./displayed-quality.tsx";

const arm = (value: number): DisplayedArm => {
  const found = { n: 120, value, lower: value - 0.05, upper: value + 0.05 };
  return { n: 1000, precision: found, recall: { ...found, n: 90 }, f1: found, auc: null };
};
const view: DisplayedQualityView = {
  stage: "Canary",
  asOf: "2026-11-23T14:02:00.000Z",
  threshold: 0.5,
  rowsMax: 20_000,
  arms: { baseline: arm(0.6), candidate: arm(0.7) },
};
const arms = { baseline: "v1", candidate: "v2" };
/** As soon as it is looked for, it is in view. */
class InView {
  readonly #seen: (entries: { isIntersecting: boolean }[]) => void;
  constructor(seen: InView["see"]) {
    this.#seen = seen;
  }
  see(entries: { isIntersecting: boolean }[]): void {
    this.#seen(entries);
  }
  observe(): void {
    this.see([{ isIntersecting: false }]);
    this.see([{ isIntersecting: true }]);
  }
  disconnect(): void {}
}
beforeEach(() => void vi.stubGlobal("IntersectionObserver", InView));
afterEach(() => vi.unstubAllGlobals());

const text = () => document.body.textContent;

describe("metrics that decide nothing", () => {
  it("have their interval, n and the reason why nothing is decided by them", async () => {
    mounted(<DisplayedQuality arms={arms} read={async () => ({ ok: true, value: view })} />);
    await waitFor(() => expect(text()).toContain("0.700"));
    expect(text()).toContain("[0.650, 0.750]");
    expect(text()).toContain("[0.550, 0.650]");
    expect(text()).toContain("Displayed only; they decide nothing.");
    expect(text()).toContain("no test of them holds at every look");
    expect(text()).toContain("one of each subject (1,000 and 1,000)");
    expect(text()).toMatch(/AUC.*no data/);
  });

  it("are read once, and again when asked", async () => {
    const read = vi.fn(async () => ({ ok: true, value: view }) as const);
    mounted(<DisplayedQuality arms={arms} read={read} />);
    await waitFor(() => expect(text()).toContain("0.700"));
    expect(read).toHaveBeenCalledTimes(1);
    fireEvent.click(screen.getByRole("button", { name: "Read again" }));
    await waitFor(() => expect(read).toHaveBeenCalledTimes(2));
  });

  it("say what is missing", async () => {
    mounted(
      <DisplayedQuality arms={arms} read={async () => ({ ok: true, value: { ...view, arms: null } })} />,
    );
    await waitFor(() => expect(text()).toContain("No scored answer has its outcome yet"));
  });

  it("say why they could not be read", async () => {
    const problem = { title: "The server does not answer.", kept: "", todo: "" };
    mounted(<DisplayedQuality arms={arms} read={async () => ({ ok: false, problem })} />);
    await waitFor(() => expect(text()).toContain("The server does not answer."));
  });
});
