import { clsx } from "clsx";
import { ChevronsUpDown } from "lucide-react";
import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import { type Listening, useFault } from "./use-fault.ts";

type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean | undefined;
  className?: string | undefined;
};

type Wiring = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
} & Listening;

/** A label above, the control, then the hint, then what is wrong with it. */
function Field(
  props: FieldProps & { maxLength?: number | undefined; children: (wiring: Wiring) => ReactNode },
) {
  const { label, hint, optional, className, children } = props;
  const id = useId();
  const { fault, listening } = useFault(props.maxLength);
  const error = props.error || fault;
  const described = [hint !== undefined && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={clsx("flex flex-col gap-1", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {optional && <span className="ml-1 font-normal text-ink-3">(optional)</span>}
      </label>
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
        ...listening,
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-xs font-medium text-fail">
          {error}
        </p>
      )}
    </div>
  );
}

const control =
  "w-full rounded-md border border-line-strong bg-surface px-2.5 text-sm text-ink placeholder:text-ink-3 aria-invalid:border-fail disabled:opacity-60";

type Own<Attributes> = FieldProps & Omit<Attributes, keyof FieldProps | "id">;

/** What is said around a control, and what the control itself is given. */
function parted<Props extends FieldProps & { maxLength?: number | undefined }>(props: Props) {
  const { label, hint, error, optional, className, maxLength, ...rest } = props;
  return [{ label, hint, error, optional, className, maxLength }, rest] as const;
}

export function TextField(
  props: Own<InputHTMLAttributes<HTMLInputElement>> & { mono?: boolean | undefined },
) {
  const { mono, ...all } = props;
  const [field, rest] = parted(all);
  return (
    <Field {...field}>
      {(wiring) => <input {...rest} {...wiring} className={clsx(control, "h-8", mono && "font-mono")} />}
    </Field>
  );
}

export function TextArea(
  /** `tall`: for a whole document, in mono. */
  props: Own<TextareaHTMLAttributes<HTMLTextAreaElement>> & { tall?: boolean | undefined },
) {
  const { tall, ...all } = props;
  const [field, rest] = parted(all);
  return (
    <Field {...field}>
      {(wiring) => (
        <textarea
          rows={3}
          {...rest}
          {...wiring}
          className={clsx(
            control,
            "py-1.5",
            tall ? "h-[70vh] font-mono" : "field-sizing-content max-h-80 min-h-18",
          )}
        />
      )}
    </Field>
  );
}

export type Choice = { value: string; label: string };

export function SelectField(
  props: Own<SelectHTMLAttributes<HTMLSelectElement>> & { choices: readonly Choice[] },
) {
  const { choices, ...all } = props;
  const [field, rest] = parted(all);
  return (
    <Field {...field}>
      {(wiring) => (
        <span className="relative">
          <select {...rest} {...wiring} className={clsx(control, "h-8 appearance-none pr-8")}>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
          <ChevronsUpDown
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-ink-3"
          />
        </span>
      )}
    </Field>
  );
}

type CheckFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "id"> & {
  label: ReactNode;
  hint?: string;
  ref?: Ref<HTMLInputElement>;
};

export function CheckField({ label, hint, className, ...rest }: CheckFieldProps) {
  const id = useId();
  return (
    <div className={clsx("flex items-start gap-2 text-sm", className)}>
      <input
        type="checkbox"
        {...rest}
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-px size-4 shrink-0 accent-(--accent)"
      />
      <span>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <span id={`${id}-hint`} className="block text-xs text-ink-3">
            {hint}
          </span>
        )}
      </span>
    </div>
  );
}
