import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { KeyHint } from "./key-hint.tsx";

export type ButtonVariant = "solid" | "plain" | "danger" | "quiet";

export type ButtonLook = {
  variant?: ButtonVariant | undefined;
  icon?: LucideIcon | undefined;
  /** The single key that does the same. Show it only where that key is bound. */
  keyHint?: string | undefined;
};

type ContentProps = Pick<ButtonLook, "icon" | "keyHint"> & {
  busy?: boolean | undefined;
  children?: ReactNode;
};

export function ButtonContent(props: ContentProps) {
  const Icon = props.busy ? LoaderCircle : props.icon;
  return (
    <>
      {Icon && <Icon aria-hidden="true" className={clsx("size-4 shrink-0", props.busy && "animate-spin")} />}
      {props.children}
      {props.keyHint && <KeyHint keys={props.keyHint} />}
    </>
  );
}

const variants: Record<ButtonVariant, string> = {
  solid: "bg-accent text-on-accent hover:opacity-90",
  plain: "border border-line-strong bg-surface text-ink hover:bg-sunken",
  danger: "border border-fail/40 bg-surface text-fail hover:bg-fail-weak",
  quiet: "text-ink-2 hover:bg-sunken hover:text-ink",
};

export function buttonClass(variant: ButtonVariant): string {
  return `inline-flex min-h-8 items-center justify-center gap-1.5 rounded-md px-3 py-1 text-sm font-medium text-balance transition-colors ${variants[variant]}`;
}
