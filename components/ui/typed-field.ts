import type { Problem } from "./answer.ts";

export type TypedField = {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void;
};

/**
 * What each text of a form takes, by its name: what was typed, what is wrong with it, and how it changes. `fault` is its name in
 * the request, where that is another.
 */
export const typedField =
  <Name extends string>(
    typed: Readonly<Record<Name, string>>,
    change: (changed: Partial<Record<Name, string>>) => void,
    problem: Problem | undefined,
  ) =>
  (name: Name, fault: string = name): TypedField => ({
    value: typed[name],
    error: problem?.fields?.[fault],
    onChange: ({ currentTarget: { value } }) => change({ [name]: value } as Partial<Record<Name, string>>),
  });
