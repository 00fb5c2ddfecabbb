import { cleanup, fireEvent, render, waitFor, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { onTestFinished } from "vitest";
import { type Journey, Surroundings } from "./surroundings.tsx";

/** Everything on the page, what floats above it included. */
type Screen = ReturnType<typeof within<typeof import("@testing-library/dom").queries>>;

export type Mounted = {
  screen: Screen;
  journey: Journey;
  press: (name: string | RegExp) => void;
  type: (label: string | RegExp, text: string) => void;
  /** Sends the form that holds this button. */
  submit: (name: string | RegExp) => Promise<void>;
  /** Opens a menu as a keyboard does, and chooses from it. */
  choose: (menu: string | RegExp, item: string) => void;
};

/** Mounts a component in a browser's document, to be used as a person does. The test file asks for happy-dom. */
export function mounted(node: ReactNode): Mounted {
  const journey: Journey = [];
  render(<Surroundings journey={journey}>{node}</Surroundings>);
  onTestFinished(cleanup);
  const screen = within(document.body);
  const button = (name: string | RegExp) => screen.getByRole("button", { name });
  return {
    screen,
    journey,
    press: (name) => void fireEvent.click(button(name)),
    type: (label, text) => void fireEvent.change(screen.getByLabelText(label), { target: { value: text } }),
    submit: async (name) => {
      fireEvent.submit(button(name).closest("form")!);
      await waitFor(() => {
        if (document.querySelector("[aria-busy=true]")) throw new Error("still busy");
      });
    },
    choose: (menu, item) => {
      fireEvent.keyDown(button(menu), { key: "Enter" });
      fireEvent.click(screen.getByRole("menuitem", { name: item }));
    },
  };
}
