// @vitest-environment happy-dom
import { fireEvent, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { COUNCIL, councilForm } from "#lib/testing/specimens/views/council-pages.ts";
import { ProposeCouncil } from "./propose-council.tsx";

const formOf = (form = councilForm()) => {
  const propose = vi.fn(async (_: object) => ({ ok: true as const, value: { council: COUNCIL } }));
  return { ...mounted(<ProposeCouncil form={form} zone="UTC" propose={propose} />), propose };
};
type Screen = ReturnType<typeof formOf>["screen"];
const choose = (screen: Screen, group: string, label: string, value: string) =>
  fireEvent.change(within(screen.getByRole("group", { name: group })).getByLabelText(label), {
    target: { value },
  });

it("starts from the composition in force, says what would change, and sends it whole", async () => {
  const page = formOf();
  expect(page.screen.getByText("No changes yet.")).toBeTruthy();
  choose(page.screen, "Security", "Omar Haddad", "members");
  choose(page.screen, "Security", "How many must sign", "2");
  expect(page.screen.getByText(/Security, members: Mira Okafor; 1 must sign/)).toBeTruthy();
  page.type("Why", "Two shall sign.");
  await page.submit("Propose composition 7");
  expect(page.propose).toHaveBeenCalledWith({
    reason: "Two shall sign.",
    composition: expect.objectContaining({
      name: "Model council",
      seats: [expect.objectContaining({ min: 2, alternates: [], members: expect.arrayContaining([]) })],
    }),
  });
  expect(page.journey).toEqual([`push /councils/${COUNCIL}`]);
});

it("says what a new council lacks, and takes days, holidays and who is told last", async () => {
  const page = formOf(councilForm({ current: null }));
  const button = () => page.screen.getByRole("button", { name: "Propose the council" });
  expect(button().getAttribute("aria-disabled")).toBe("true");
  expect(page.screen.getByText("At least one seat needs a member.")).toBeTruthy();
  choose(page.screen, "Security", "Mira Okafor", "members");
  choose(page.screen, "Security", "Omar Haddad", "alternates");
  expect(page.screen.getByText("Choose a chair.")).toBeTruthy();
  const [mira] = councilForm().people;
  fireEvent.change(page.screen.getByLabelText("Chair"), { target: { value: mira!.id } });
  page.type("Name", "Board");
  page.type("What it signs", "All of it.");
  page.type("Holidays", "2026-12-24\n2026-12-25");
  page.type("Why", "It should sit.");
  fireEvent.click(within(page.screen.getByRole("group", { name: "Works on" })).getByLabelText("Friday"));
  fireEvent.click(within(page.screen.getByRole("group", { name: "Sits on" })).getByLabelText("Tuesday"));
  fireEvent.click(
    within(page.screen.getByRole("group", { name: "Escalation group" })).getByLabelText("Omar Haddad"),
  );
  await page.submit("Propose the council");
  expect(page.propose).toHaveBeenCalledWith({
    reason: "It should sit.",
    composition: expect.objectContaining({
      name: "Board",
      chair: mira!.id,
      secretary: null,
      cadence: { days: [2], time: "15:00" },
      escalation: [councilForm().people[1]!.id],
      calendar: expect.objectContaining({ days: [1, 2, 3, 4], holidays: ["2026-12-24", "2026-12-25"] }),
    }),
  });
});
