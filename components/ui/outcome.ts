/**
 * What came of something a person asked for. The fields of a problem are the three things an error has to
 * say: what happened (`title`), what was kept, and what to do.
 */
export type Outcome<Value = undefined> = { ok: true; value: Value } | { ok: false; problem: Problem };

export type Problem = {
  title: string;
  kept?: string | undefined;
  todo?: string | undefined;
  /** Messages by field name, for the form that was sent. */
  fields?: Readonly<Record<string, string>> | undefined;
};

/** A form's way to the server: resolves, never rejects, also when the network is gone. */
export type Submit<Input, Value = undefined> = (input: Input) => Promise<Outcome<Value>>;
