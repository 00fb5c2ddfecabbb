import { expect, it } from "vitest";
import { isInPlace, places } from "./places.ts";
import { themeFromCookie } from "./theme.ts";

it.each([
  ["/", "/"],
  ["/releases/212", "/releases"],
  ["/releases/212/rollout", "/rollouts"],
  ["/models/flight-delay/versions/2", "/models"],
  ["/modelsx", undefined],
])("%s is in %s", (path, place) => {
  expect(places.filter((each) => isInPlace(path, each.href)).map((each) => each.href)).toEqual(
    place ? [place] : [],
  );
});

it("an unknown theme follows the system", () => {
  expect(themeFromCookie("dark")).toBe("dark");
  expect(themeFromCookie("<script>")).toBe("system");
  expect(themeFromCookie(undefined)).toBe("system");
});
