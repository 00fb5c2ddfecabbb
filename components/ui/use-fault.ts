"use client";

import { type FormEvent, useState } from "react";
import { faultText, tooLongText } from "./fault-words.ts";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export type Listening = {
  onInvalid: (event: FormEvent<Control>) => void;
  onInput: (event: FormEvent<Control>) => void;
};

/**
 * What the browser finds wrong with a field when its form is sent, in words for beside the field, where browsers show a
 * passing bubble. A text may be longer than `maxLength` while it is written, so that nothing pasted is cut off.
 */
export function useFault(maxLength?: number): { fault: string | undefined; listening: Listening } {
  const [fault, setFault] = useState<string>();
  return {
    fault,
    listening: {
      onInvalid: (event) => {
        event.preventDefault();
        setFault(faultText(event.currentTarget));
        if (event.currentTarget === firstInvalid(event.currentTarget)) event.currentTarget.focus();
      },
      onInput: ({ currentTarget: control }) => {
        const tooLong = tooLongText(control.value, maxLength);
        control.setCustomValidity(tooLong ?? "");
        setFault((before) => tooLong ?? (before && !control.validity.valid ? faultText(control) : undefined));
      },
    },
  };
}

const firstInvalid = ({ form }: Control): Element | undefined =>
  [...(form?.elements ?? [])].find(
    (control) => "validity" in control && !(control as Control).validity.valid,
  );

/** The first field that is marked wrong takes the focus. */
export function focusFirstFault(): void {
  document.querySelector<HTMLElement>("[aria-invalid]")?.focus();
}
