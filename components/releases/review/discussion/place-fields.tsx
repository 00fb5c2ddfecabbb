import { type Choice, SelectField, TextField } from "#components/ui/field.tsx";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { CARD_LINE } from "./places.ts";

/** Where something new is pinned, and for which function it is raised. */
export type PinnedTo = {
  readonly place: string;
  readonly line: string;
  readonly seat: BusinessFunction | null;
};

type PlaceFieldsProps = {
  /** The functions that the reader can choose from; none for a plain thread. */
  functions: readonly BusinessFunction[];
  places: readonly Choice[];
  pinned: PinnedTo;
  onChange: (pinned: PinnedTo) => void;
  error: string | undefined;
};

/** Asks for the part of the release that something is about. */
export function PlaceFields({ functions, places, pinned, onChange, error }: PlaceFieldsProps) {
  return (
    <>
      {functions.length > 1 && (
        <SelectField
          label="For the function"
          value={pinned.seat ?? ""}
          choices={functions.map((value) => ({ value, label: functionLabels[value] }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...pinned, seat: functions.find((one) => one === value) ?? null })
          }
        />
      )}
      <SelectField
        label="About"
        value={pinned.place}
        choices={places}
        onChange={(event) => onChange({ ...pinned, place: event.currentTarget.value })}
        error={error}
      />
      {pinned.place === CARD_LINE && (
        <TextField
          label="Line of the card"
          type="number"
          min={1}
          required
          value={pinned.line}
          onChange={(event) => onChange({ ...pinned, line: event.currentTarget.value })}
        />
      )}
    </>
  );
}
