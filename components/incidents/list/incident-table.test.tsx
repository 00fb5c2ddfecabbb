import { expect, it } from "vitest";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { listedIncident } from "#lib/testing/specimens/views/incidents.ts";
import { IncidentFilters } from "./incident-filters.tsx";
import { IncidentTable } from "./incident-table.tsx";
import { incidentDetail } from "./list-words.ts";

const shown = (incidents: ReturnType<typeof listedIncident>[], filtered = false) =>
  textOf(
    <IncidentTable incidents={incidents} filtered={filtered} newerHref={undefined} olderHref={undefined} />,
  );

it.each([
  [{}, "Cause not recorded yet"],
  [{ explained: true }, "Cause recorded, ready to close"],
  [{ state: "closed", conclusion: "Fixed.", closedBy: "Ines Prado" }, "Fixed. · closed by Ines Prado"],
  [{ state: "closed" }, "Closed"],
] as const)("an incident says how far it has come: %#", (changed, words) => {
  expect(incidentDetail(listedIncident(changed))).toBe(words);
});

it("the list names each with its state and its release", () => {
  const text = shown([listedIncident()]);
  expect(text).toMatch(/Incident 3: flight-delay v2 rolled back on production .* Open/);
  expect(text).toContain("Release 7, rollout 4");
  expect(text).toContain("1 incident");
});

it("an empty list says what fills it, or how to search wider", () => {
  expect(shown([])).toContain("A rollout that halts or rolls back opens one");
  expect(shown([], true)).toContain("No incident matches");
});

it("is filtered by state and model", () => {
  const text = textOf(<IncidentFilters models={["flight-delay"]} />);
  expect(text).toContain("State Any Open Closed");
  expect(text).toContain("Model Any flight-delay");
});
