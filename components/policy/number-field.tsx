import { TextField } from "#components/ui/field.tsx";

type NumberFieldProps = {
  label: string;
  hint?: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
};

export const NumberField = ({ value, onChange, ...rest }: NumberFieldProps) => (
  <TextField
    {...rest}
    type="number"
    required
    value={Number.isNaN(value) ? "" : value}
    onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
  />
);
