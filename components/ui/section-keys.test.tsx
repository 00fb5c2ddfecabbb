// @vitest-environment happy-dom
import { fireEvent } from "@testing-library/react";
import { expect, it } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { SectionKeys } from "./section-keys.tsx";
import { Sheet } from "./sheet.tsx";

it("goes from sheet to sheet by j and k, and stays at either end", () => {
  mounted(
    <SectionKeys>
      <Sheet title="Metrics">One</Sheet>
      <Sheet title="Plan">Two</Sheet>
    </SectionKeys>,
  );
  const at = () => document.activeElement?.querySelector("h2")?.textContent;
  const seen = ["j", "j", "j", "k", "k"].map((key) => {
    fireEvent.keyDown(window, { key });
    return at();
  });
  expect(seen).toEqual(["Metrics", "Plan", "Plan", "Metrics", "Metrics"]);
});
