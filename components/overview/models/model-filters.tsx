import { FilterBar } from "#components/ui/filter-bar.tsx";
import type { ListedModel } from "#lib/overview/views/model-list.ts";
import { TIERS } from "#lib/registry/tier.ts";

/** Finds a model by its words, its tier or its owner; the choice lives in the address. */
export function ModelFilters({ owners }: { owners: readonly ListedModel["owner"][] }) {
  return (
    <FilterBar
      search={{ name: "q", placeholder: "name, title or purpose" }}
      filters={[
        { name: "tier", label: "Tier", choices: TIERS },
        {
          name: "owner",
          label: "Owner",
          choices: owners.map(({ id, name }) => ({ value: id, label: name })),
        },
      ]}
      ticks={[{ name: "without", value: "assessment", label: "Not assessed" }]}
    />
  );
}
