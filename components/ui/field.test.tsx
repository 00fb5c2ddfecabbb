// @vitest-environment happy-dom
import { act, fireEvent } from "@testing-library/react";
import type { FormEvent } from "react";
import { describe, expect, it, vi } from "vitest";
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

  it("says what the browser finds wrong, and takes the focus where it is the first", () => {
    const onSubmit = vi.fn((event: FormEvent) => event.preventDefault());
    const page = mounted(
      <form onSubmit={onSubmit}>
        <TextField label="Name" required />
        <TextField label="E-mail" type="email" required hint="Of the person." />
        <button type="submit">Send</button>
      </form>,
    );
    const name = page.screen.getByLabelText<HTMLInputElement>("Name");
    const email = page.screen.getByLabelText("E-mail");
    act(() => name.form!.requestSubmit());
    expect(onSubmit).not.toHaveBeenCalled();
    expect(described(name)).toBe("Must not be empty.");
    expect(described(email)).toBe("Of the person. Must not be empty.");
    expect(document.activeElement).toBe(name);
    fireEvent.input(name, { target: { value: "Anna" } });
    expect(name.hasAttribute("aria-invalid")).toBe(false);
    fireEvent.input(email, { target: { value: "anna" } });
    expect(described(email)).toContain("Must be an e-mail address");
    fireEvent.input(email, { target: { value: "anna@example.com" } });
    act(() => name.form!.requestSubmit());
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });

  it("takes a text that is too long, cuts nothing off and says by how much", () => {
    const onSubmit = vi.fn((event: FormEvent) => event.preventDefault());
    const page = mounted(
      <form onSubmit={onSubmit}>
        <TextArea label="Why" maxLength={4} />
      </form>,
    );
    const why = page.screen.getByLabelText<HTMLTextAreaElement>("Why");
    fireEvent.input(why, { target: { value: "winter" } });
    expect(why.value).toBe("winter");
    expect(described(why)).toBe("Must have at most 4 characters; it has 6.");
    act(() => why.form!.requestSubmit());
    expect(onSubmit).not.toHaveBeenCalled();
    fireEvent.input(why, { target: { value: "cold" } });
    act(() => why.form!.requestSubmit());
    expect(onSubmit).toHaveBeenCalledTimes(1);
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
