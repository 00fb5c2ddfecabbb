import { CheckField, SelectField, TextArea, TextField } from "#components/ui/field.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { type CouncilDraft, toggled } from "./council-draft.ts";
import { daysText } from "./council-words.ts";

type Person = { readonly id: string; readonly name: string };

type CalendarFieldsProps = {
  draft: CouncilDraft;
  people: readonly Person[];
  onChange: (changed: Partial<CouncilDraft>) => void;
};

const choicesOf = (people: readonly Person[], none: string) => [
  { value: "", label: none },
  ...people.map(({ id, name }) => ({ value: id, label: name })),
];

/** Who leads a council, when it sits and works, and who is told last of a seat that is late. */
export const CalendarFields = (props: CalendarFieldsProps) => (
  <>
    <Sheet title="Chair and calendar" provenance="deadlines count these hours alone">
      <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2">
        <PeopleFields {...props} />
        <HoursFields {...props} />
      </div>
    </Sheet>
    <EscalationFields {...props} />
  </>
);

const PeopleFields = ({ draft, people, onChange }: CalendarFieldsProps) => (
  <>
    <SelectField
      label="Chair"
      required
      value={draft.chair}
      choices={choicesOf(people, "Choose")}
      onChange={({ currentTarget: { value: chair } }) => onChange({ chair })}
    />
    <SelectField
      label="Secretary"
      optional
      value={draft.secretary}
      choices={choicesOf(people, "Nobody")}
      onChange={({ currentTarget: { value: secretary } }) => onChange({ secretary })}
    />
  </>
);

const HoursFields = ({ draft, onChange }: Omit<CalendarFieldsProps, "people">) => (
  <>
    <TextField
      label="Time zone"
      hint="Such as Europe/Berlin, or UTC."
      required
      maxLength={60}
      value={draft.zone}
      onChange={({ currentTarget: { value: zone } }) => onChange({ zone })}
    />
    <div className="grid grid-cols-2 gap-3">
      <TextField
        label="Works from"
        type="time"
        required
        value={draft.from}
        onChange={({ currentTarget: { value: from } }) => onChange({ from })}
      />
      <TextField
        label="Works until"
        type="time"
        required
        value={draft.to}
        onChange={({ currentTarget: { value: to } }) => onChange({ to })}
      />
    </div>
    <Days legend="Works on" days={draft.days} onChange={(days) => onChange({ days })} />
    <TextArea
      label="Holidays"
      hint="One day a line, such as 2026-12-24. None is fine."
      value={draft.holidays}
      onChange={({ currentTarget: { value: holidays } }) => onChange({ holidays })}
    />
    <Days legend="Sits on" days={draft.sitsOn} onChange={(sitsOn) => onChange({ sitsOn })} />
    <TextField
      label="Sits at"
      type="time"
      value={draft.sitsAt}
      onChange={({ currentTarget: { value: sitsAt } }) => onChange({ sitsAt })}
    />
  </>
);

const EscalationFields = ({ draft, people, onChange }: CalendarFieldsProps) => (
  <Sheet title="Escalation group" provenance="told last of a seat that is late">
    <fieldset className="grid grid-cols-1 gap-2 sm:grid-cols-2">
      <legend className="sr-only">Escalation group</legend>
      {people.map(({ id, name }) => (
        <CheckField
          key={id}
          label={name}
          checked={draft.escalation.includes(id)}
          onChange={() => onChange({ escalation: toggled(draft.escalation, id) })}
        />
      ))}
    </fieldset>
  </Sheet>
);

const WEEK = [1, 2, 3, 4, 5, 6, 7];

type DaysProps = { legend: string; days: readonly number[]; onChange: (days: number[]) => void };

const Days = ({ legend, days, onChange }: DaysProps) => (
  <fieldset>
    <legend className="text-sm font-medium">{legend}</legend>
    <div className="mt-1 grid grid-cols-2 gap-1.5">
      {WEEK.map((day) => (
        <CheckField
          key={day}
          label={daysText([day])}
          checked={days.includes(day)}
          onChange={() => onChange(toggled(days, day))}
        />
      ))}
    </div>
  </fieldset>
);
