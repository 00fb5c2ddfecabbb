import { expect } from "@playwright/test";

/** A freshly drawn page may not listen yet, and what is pressed then is lost: press again until it is heard. */
export const untilHeard = (press: () => Promise<void>, heard: () => Promise<void>): Promise<void> =>
  expect(async () => {
    await press();
    await heard();
  }).toPass();
