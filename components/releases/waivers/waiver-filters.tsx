import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";

/** Waivers of a model, or those that a function signs; the choice lives in the address. */
export function WaiverFilters({ models }: { models: readonly string[] }) {
  return (
    <FilterBar
      filters={[
        { name: "model", label: "Model", choices: models },
        {
          name: "function",
          label: "Function",
          choices: FUNCTIONS.map((name) => ({ value: name, label: functionLabels[name] })),
        },
      ]}
    />
  );
}
