// @vitest-environment happy-dom
import { act, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { Surroundings } from "#lib/testing/pages/surroundings.tsx";
import { FollowRelease } from "./follow-release.tsx";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("refreshes the page", () => {
  const { journey } = mounted(<FollowRelease latest={undefined} />);
  vi.advanceTimersByTime(5000);
  expect(journey).toEqual(["refresh"]);
});

it("announces the newest event when it changes, but not what was there before", () => {
  const page = (id: string, title: string) => (
    <Surroundings journey={[]}>
      <LiveRegion />
      <FollowRelease latest={{ id, title }} />
    </Surroundings>
  );
  const { rerender, getByRole, unmount } = render(page("1", "Opened by Jonas"));
  expect(getByRole("status").textContent).not.toContain("Opened by Jonas");
  act(() => rerender(page("2", "Anna Novak approved")));
  expect(getByRole("status").textContent).toContain("Anna Novak approved.");
  unmount();
});
