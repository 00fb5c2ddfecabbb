import { cleanup, fireEvent, render, waitFor, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { onTestFinished } from "vitest";
import { type Journey, Surroundings } from "./surroundings.tsx";

/** Everything on the page, floating parts included. */
type Screen = ReturnType<typeof within<typeof import("@testing-library/dom").queries>>;

export type Mounted = {
  screen: Screen;
  journey: Journey;
  press: (name: string | RegExp) => void;
  type: (label: string | RegExp, text: string) => void;
  /** Ticks or clears a box, or picks one of several. */
  tick: (label: string) => void;
  /** Sends the form that holds this button. */
  submit: (name: string | RegExp) => Promise<void>;
  /** Sends the one form in a part of the page. */
  submitIn: (part: HTMLElement) => Promise<void>;
  /** Opens a menu as a keyboard does, and chooses from it. */
  choose: (menu: string | RegExp, item: string) => void;
};

/**
 * Mounts a component in a browser's document, to be used as a person would. The test file must choose happy-dom. `at`
 * is the page's address.
 */
export function mounted(node: ReactNode, at?: string): Mounted {
  const journey: Journey = [];
  render(
    <Surroundings journey={journey} at={at}>
      {node}
    </Surroundings>,
  );
  onTestFinished(cleanup);
  const screen = within(document.body);
  const button = (name: string | RegExp) => screen.getByRole("button", { name });
  return {
    screen,
    journey,
    press: (name) => void fireEvent.click(button(name)),
    type: (label, text) => void fireEvent.change(screen.getByLabelText(label), { target: { value: text } }),
    tick: (label) => void fireEvent.click(screen.getByLabelText(label)),
    submit: (name) => sent(button(name).closest("form")),
    submitIn: (part) => sent(part.querySelector("form")),
    choose: (menu, item) => {
      fireEvent.keyDown(button(menu), { key: "Enter" });
      fireEvent.click(screen.getByRole("menuitem", { name: item }));
    },
  };
}

async function sent(form: HTMLFormElement | null): Promise<void> {
  if (!form) throw new Error("there is no form to send");
  fireEvent.submit(form);
  await waitFor(() => {
    if (form.isConnected && form.querySelector("[aria-busy=true]")) throw new Error("still busy");
  });
}
