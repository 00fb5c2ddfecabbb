// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { Age, Deadline, Time } from "./time.tsx";

const NOW = "2026-11-20T12:00:00.000Z";
beforeEach(() => void vi.useFakeTimers({ now: Date.parse(NOW) }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const at = "2026-11-20T09:30:15.250Z";

describe("a moment", () => {
  it("is in UTC from the server, exact on hover and for machines", () => {
    const markup = markupOf(<Time at={at} />);
    expect(textOf(<Time at={at} />)).toBe("20 Nov 2026, 09:30");
    expect(markup).toContain(`dateTime="${at}"`);
    expect(markup).toContain('title="20 November 2026, 09:30:15.250 UTC"');
  });

  it("is in the reader's own zone in the browser", () => {
    const { DateTimeFormat } = Intl;
    vi.spyOn(Intl, "DateTimeFormat").mockImplementation(function (this: unknown, ...given) {
      const made = new DateTimeFormat(...given);
      if (given.length > 0) return made;
      return {
        resolvedOptions: () => ({ ...made.resolvedOptions(), timeZone: "Asia/Tokyo" }),
      } as typeof made;
    } as typeof DateTimeFormat);
    mounted(<Time at={at} as="second" />);
    expect(document.body.textContent).toBe("20 Nov 2026, 18:30:15");
  });

  it("is shown as it came where it cannot be read", () => {
    expect(markupOf(<Time at="soon" />)).toBe("<span>soon</span>");
  });

  it("moves on while one looks, and only where it is relative", () => {
    mounted(
      <>
        <Time at={at} as="relative" />
        <Age at="2026-11-20T11:59:55.000Z" />
      </>,
    );
    expect(document.body.textContent).toBe("2 h 29 min ago5 s");
    act(() => void vi.advanceTimersByTime(60_000));
    expect(document.body.textContent).toBe("2 h 30 min ago1 min 5 s");
  });
});

describe("a deadline", () => {
  it.each([
    ["2026-11-22T12:00:00.000Z", "2 days left", "text-ink-3"],
    ["2026-11-21T11:59:59.000Z", "23 h left", "text-hold"],
    ["2026-11-20T11:00:00.000Z", "1 h overdue", "text-fail"],
  ])("%s: %s", (due, text, tone) => {
    expect(textOf(<Deadline at={due} />)).toBe(text);
    expect(markupOf(<Deadline at={due} />)).toContain(tone);
  });
});
