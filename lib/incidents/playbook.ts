/** Somebody said of a step, counted from 1, that it is done or not done after all. */
export type Tick = {
  readonly step: number;
  readonly done: boolean;
  readonly byName: string;
  readonly at: Date;
};

/** A step of a playbook as it stands; null where it is not done. */
export type Step = {
  readonly text: string;
  readonly done: { readonly by: string; readonly at: Date } | null;
};

/** The steps of a playbook as they stand after what was said of them, in the order of saying. */
export function playbookOf(steps: readonly string[], ticks: readonly Tick[]): Step[] {
  const last = new Map(ticks.map((tick) => [tick.step, tick]));
  return steps.map((text, at) => {
    const tick = last.get(at + 1);
    return { text, done: tick?.done ? { by: tick.byName, at: tick.at } : null };
  });
}
