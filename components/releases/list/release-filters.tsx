import { releaseLooks } from "#components/releases/release-looks.ts";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { RELEASE_STATES } from "#lib/releases/release.ts";

/** Finds a release by number or author, by its state or its model; the choice lives in the address. */
export function ReleaseFilters({ models }: { models: readonly string[] }) {
  return (
    <FilterBar
      search={{ name: "q", placeholder: "model, author or number" }}
      filters={[
        {
          name: "state",
          label: "State",
          choices: RELEASE_STATES.map((state) => ({ value: state, label: releaseLooks[state].word })),
        },
        { name: "model", label: "Model", choices: models },
      ]}
    />
  );
}
