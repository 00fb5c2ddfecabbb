import type { ChangeEvent } from "react";
import type { Guardrail } from "#lib/releases/plan.ts";

type Act = Guardrail["onFail"];

/** A choice between halting and rolling back. */
export const onFailure = (value: Act, onChange: (act: Act) => void) => ({
  value,
  choices: [
    { value: "roll-back", label: "roll back" },
    { value: "halt", label: "halt" },
  ],
  onChange: ({ currentTarget }: ChangeEvent<HTMLSelectElement>) =>
    onChange(currentTarget.value === "halt" ? "halt" : "roll-back"),
});
