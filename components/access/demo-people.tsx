import { Avatar } from "#components/ui/avatar.tsx";
import type { DemonstrationPerson } from "#lib/access/views/demonstration-person.ts";

type DemoPeopleProps = {
  people: readonly DemonstrationPerson[];
  onPick: (person: DemonstrationPerson) => void;
};

/** People of the demonstration workspace; one click fills the form. */
export function DemoPeople({ people, onPick }: DemoPeopleProps) {
  return (
    <section aria-labelledby="demo-people" className="flex flex-col gap-2">
      <h2 id="demo-people" className="text-sm font-semibold">
        People of the demonstration
      </h2>
      <p className="text-xs text-ink-3">
        Pick one to fill in the form. Their passwords are public; use them nowhere else.
      </p>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {people.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              onClick={() => onPick(person)}
              className="flex w-full items-center gap-2.5 px-3 py-2 text-left hover:bg-sunken"
            >
              <Avatar name={person.name} />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm font-medium">{person.name}</span>
                <span className="block truncate text-xs text-ink-3">{person.title}</span>
              </span>
              <span className="truncate text-xs text-ink-3 max-sm:hidden">{person.email}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
