"use client";

import { clsx } from "clsx";
import { type ButtonHTMLAttributes, useId } from "react";
import { ButtonContent, type ButtonLook, buttonClass } from "./button-look.tsx";
import { NARROW_NOTE, type WhyNot, WhyNotNote } from "./why-not.tsx";

type ButtonProps = ButtonLook &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> & {
    busy?: boolean | undefined;
    /** Why this is not possible now. Disables the button and appears under it. */
    whyNot?: WhyNot | undefined;
    /** Id of the reason, where several buttons share one. */
    reasonId?: string | undefined;
  };

/**
 * One `solid` per view: the reader's next action. A disabled button stays reachable by keyboard
 * (`aria-disabled`), so that its reason can be read.
 */
export function Button(props: ButtonProps) {
  const { variant, icon, keyHint, busy, whyNot, reasonId, className, children, onClick, type, ...rest } =
    props;
  const ownReasonId = useId();
  const off = whyNot !== undefined || busy === true;
  const button = (
    <button
      type={type ?? "button"}
      {...rest}
      className={clsx(buttonClass(variant ?? "plain"), off && "opacity-55", "disabled:opacity-55", className)}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-describedby={whyNot === undefined ? rest["aria-describedby"] : (reasonId ?? ownReasonId)}
      onClick={off ? (event) => event.preventDefault() : onClick}
    >
      <ButtonContent icon={icon} keyHint={keyHint} busy={busy}>
        {children}
      </ButtonContent>
    </button>
  );
  if (whyNot === undefined || reasonId !== undefined) return button;
  return (
    <span className={clsx("inline-flex min-w-48 flex-col gap-1", className)}>
      {button}
      <WhyNotNote id={ownReasonId} reasons={[whyNot]} className={NARROW_NOTE} />
    </span>
  );
}
