import { expect, it } from "vitest";
import { releaseView } from "#lib/testing/specimens/views/releases.ts";
import { releaseCrumbs, releaseNumber } from "./release-address.ts";

it("an address names a release by its number alone", () => {
  expect(["7", "123456789"].map(releaseNumber)).toEqual([7, 123_456_789]);
  for (const other of ["", "0", "07", "1e2", "0x7", "-7", "7.0", " 7", "1234567890", "seven"])
    expect(releaseNumber(other), other).toBeNaN();
});

it("the way leads over the model to the release, and from a page below it back", () => {
  const model = [
    { label: "Releases", href: "/releases" },
    { label: "flight-delay", href: "/models/flight-delay" },
  ];
  expect(releaseCrumbs(releaseView())).toEqual([...model, { label: "Release 7" }]);
  expect(releaseCrumbs(releaseView(), "Edit")).toEqual([
    ...model,
    { label: "Release 7", href: "/releases/7" },
    { label: "Edit" },
  ]);
});
