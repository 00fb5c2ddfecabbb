// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { CheckField, SelectField, TextArea, TextField } from "./field.tsx";

const described = (field: HTMLElement) =>
  (field.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent)
    .join(" ");

describe("a field", () => {
  it.each([
    ["line", <TextField key="line" label="Name" hint="As on the badge." error="is too long" />],
    ["text", <TextArea key="text" label="Name" hint="As on the badge." error="is too long" />],
    [
      "choice",
      <SelectField key="choice" label="Name" hint="As on the badge." error="is too long" choices={[]} />,
    ],
  ])("of one %s is named by its label and described by its hint and what is wrong", (_, node) => {
    const field = mounted(node).screen.getByLabelText("Name");
    expect(described(field)).toBe("As on the badge. is too long");
    expect(field.getAttribute("aria-invalid")).toBe("true");
  });

  it("without hint or error is described by nothing", () => {
    const field = mounted(<TextField label="Name" />).screen.getByLabelText("Name");
    expect(["aria-describedby", "aria-invalid"].filter((name) => field.hasAttribute(name))).toEqual([]);
  });

  it("says that it is optional", () => {
    expect(textOf(<TextField label="Name" optional />)).toBe("Name (optional)");
  });

  it("offers its choices in their order", () => {
    const choices = [
      { value: "b", label: "Bee" },
      { value: "a", label: "Ay" },
    ];
    const { screen } = mounted(<SelectField label="Letter" choices={choices} defaultValue="a" />);
    expect(screen.getByLabelText<HTMLSelectElement>("Letter").value).toBe("a");
    expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual(["Bee", "Ay"]);
  });

  it("to tick is named by its label, hint apart", () => {
    const { screen } = mounted(<CheckField label="Keep" hint="For good." defaultChecked />);
    const box = screen.getByRole<HTMLInputElement>("checkbox", { name: "Keep" });
    expect([box.checked, described(box)]).toEqual([true, "For good."]);
  });
});
