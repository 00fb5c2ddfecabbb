"use client";

import { useEffect, useRef, useState } from "react";
import { UNREACHABLE } from "#lib/client/api.ts";
import type { Answer, Problem, Submit } from "./answer.ts";
import { faultSentence } from "./fault-words.ts";
import { focusFirstFault } from "./use-fault.ts";

/** Sends one request at a time and keeps what went wrong where the form can show it. */
export function useSubmit<Input, Value>(submit: Submit<Input, Value>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>();
  const running = useRef(false);
  // Once the answer's faults stand at their fields.
  useEffect(() => {
    if (problem?.fields) focusFirstFault();
  }, [problem]);
  const send = async (input: Input): Promise<Answer<Value> | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    const outcome = await submit(input).catch((): Answer<Value> => ({ ok: false, problem: UNREACHABLE }));
    running.current = false;
    setBusy(false);
    if (!outcome.ok) {
      setProblem({ ...outcome.problem, fields: sentences(outcome.problem) });
    }
    return outcome;
  };
  return { busy, problem, send, forget: () => setProblem(undefined) };
}

/** Each field's message as a sentence. A title that names its field is one already. */
const sentences = ({ fields, title }: Problem): Problem["fields"] =>
  fields &&
  Object.fromEntries(
    Object.entries(fields).map(([name, message]) => [
      name,
      message === title ? message : faultSentence(message),
    ]),
  );
