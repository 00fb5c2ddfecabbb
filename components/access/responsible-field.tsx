import { SelectField } from "#components/ui/field.tsx";

/** Somebody who can answer for a token. */
export type TokenHolder = { readonly id: string; readonly name: string };

type ResponsibleFieldProps = {
  people: readonly TokenHolder[];
  hint: string;
  value: string;
  error: string | undefined;
  onChange: (personId: string) => void;
};

/** Chooses who answers for a token. */
export const ResponsibleField = ({ people, onChange, ...field }: ResponsibleFieldProps) => (
  <SelectField
    label="Responsible person"
    {...field}
    onChange={(event) => onChange(event.currentTarget.value)}
    choices={people.map(({ id, name }) => ({ value: id, label: name }))}
  />
);
