import { CheckField } from "#components/ui/field.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { SittingView } from "#lib/releases/views/sitting.ts";

type People = SittingView["people"];
type WhoCameProps = { people: People; came: People; onChange: (came: People) => void };

/** Who is here, ticked one by one: nobody is taken down as present whom nobody saw. */
export function WhoCame({ people, came, onChange }: WhoCameProps) {
  return (
    <fieldset className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
      <legend className="pb-1 text-sm font-medium">Who is here</legend>
      {people.map((one) => (
        <CheckField
          key={keyOf(one)}
          label={labelOf(one)}
          checked={came.some((other) => keyOf(other) === keyOf(one))}
          onChange={({ target }) =>
            onChange(target.checked ? [...came, one] : came.filter((other) => keyOf(other) !== keyOf(one)))
          }
        />
      ))}
    </fieldset>
  );
}

const labelOf = ({ name, seat, stands }: People[number]): string =>
  [name, ...(seat ? [functionLabels[seat]] : []), ...(stands ? ["alternate"] : [])].join(", ");

/** A page that refreshes brings them anew. */
const keyOf = ({ id, seat }: People[number]): string => `${id} ${seat}`;
