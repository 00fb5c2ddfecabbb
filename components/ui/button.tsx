import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import { type ButtonHTMLAttributes, type ReactNode, useId } from "react";
import { KeyHint } from "./key-hint.tsx";

export type ButtonVariant = "solid" | "plain" | "danger" | "quiet";

type Look = {
  variant?: ButtonVariant | undefined;
  icon?: LucideIcon | undefined;
  /** The single key that does the same; show it only where that key is bound. */
  keyHint?: string | undefined;
};

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> & {
    busy?: boolean | undefined;
    /** Why this is not possible now. Disables the button and is printed next to it. */
    whyNot?: string | undefined;
    /** Where the reason is already printed for several buttons at once. */
    reasonId?: string | undefined;
  };

/**
 * One `solid` per view: the thing that is yours to do. A button that cannot be used stays reachable by
 * keyboard (`aria-disabled`), so that its reason can be read.
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
      className={clsx(buttonClass(variant ?? "plain"), off && "opacity-55", className)}
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
    <span className={clsx("inline-flex min-w-0 flex-col gap-1", className)}>
      {button}
      <span id={ownReasonId} className="text-xs text-ink-3">
        {whyNot}
      </span>
    </span>
  );
}

type ButtonLinkProps = Look & {
  href: string;
  children: ReactNode;
  className?: string | undefined;
  download?: string | boolean | undefined;
  "aria-label"?: string | undefined;
};

/** Looks like a button, goes somewhere. */
export function ButtonLink({ variant, icon, keyHint, className, children, ...rest }: ButtonLinkProps) {
  const looks = clsx(buttonClass(variant ?? "plain"), className);
  const content = (
    <ButtonContent icon={icon} keyHint={keyHint}>
      {children}
    </ButtonContent>
  );
  if (rest.download !== undefined) {
    return (
      <a {...rest} className={looks}>
        {content}
      </a>
    );
  }
  return (
    <Link href={rest.href} aria-label={rest["aria-label"]} className={looks}>
      {content}
    </Link>
  );
}

function ButtonContent(props: Pick<ButtonProps, "icon" | "keyHint" | "busy" | "children">) {
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

function buttonClass(variant: ButtonVariant): string {
  return `inline-flex min-h-8 items-center justify-center gap-1.5 rounded-md px-3 py-1 text-sm font-medium text-balance transition-colors ${variants[variant]}`;
}
