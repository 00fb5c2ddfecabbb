import { NumberField } from "#components/policy/number-field.tsx";
import { SelectField } from "#components/ui/field.tsx";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { placed, type SeatDraft } from "./council-draft.ts";

type Person = { readonly id: string; readonly name: string };

const PLACES = [
  { value: "neither", label: "Does not sit" },
  { value: "members", label: "Member" },
  { value: "alternates", label: "Alternate" },
] as const;
type Place = (typeof PLACES)[number]["value"];

type SeatFieldsProps = {
  name: BusinessFunction;
  seat: SeatDraft;
  /** Who holds its function. */
  people: readonly Person[];
  onChange: (seat: SeatDraft) => void;
};

/** Who sits in one seat, and how many of them must sign. */
export function SeatFields({ name, seat, people, onChange }: SeatFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-3 py-4">
      <legend className="float-left w-full text-sm font-semibold">{functionLabels[name]}</legend>
      {people.length === 0 ? (
        <p className="clear-both text-sm text-ink-2">Nobody holds this function now.</p>
      ) : (
        <div className="clear-both grid grid-cols-1 items-end gap-3 sm:grid-cols-3">
          {people.map(({ id, name: who }) => (
            <SelectField
              key={id}
              label={who}
              value={placeOf(seat, id)}
              choices={[...PLACES]}
              onChange={({ currentTarget: { value } }) => {
                const place = PLACES.find((one) => one.value === value)?.value ?? "neither";
                onChange(placed(seat, id, place));
              }}
            />
          ))}
          {seat.members.length > 0 && (
            <NumberField
              label="How many must sign"
              min={1}
              max={5}
              value={seat.min}
              onChange={(min) => onChange({ ...seat, min })}
            />
          )}
        </div>
      )}
    </fieldset>
  );
}

function placeOf({ members, alternates }: SeatDraft, id: string): Place {
  if (members.includes(id)) return "members";
  return alternates.includes(id) ? "alternates" : "neither";
}
