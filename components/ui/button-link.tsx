import { clsx } from "clsx";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { ButtonContent, type ButtonLook, buttonClass } from "./button-look.tsx";
import { NARROW_NOTE, type WhyNot, WhyNotNote } from "./why-not.tsx";

type ButtonLinkProps = ButtonLook & {
  href: string;
  children: ReactNode;
  className?: string | undefined;
  /** A file rather than a page. */
  download?: boolean | undefined;
  /** Why the reader cannot go there now. Disables the link and appears under it. */
  whyNot?: WhyNot | undefined;
  "aria-label"?: string | undefined;
};

/** Looks like a button, goes somewhere. */
export function ButtonLink({
  variant,
  icon,
  keyHint,
  className,
  children,
  whyNot,
  ...rest
}: ButtonLinkProps) {
  const looks = clsx(buttonClass(variant ?? "plain"), className);
  const content = (
    <ButtonContent icon={icon} keyHint={keyHint}>
      {children}
    </ButtonContent>
  );
  if (whyNot !== undefined) return <Barred looks={looks} content={content} whyNot={whyNot} />;
  if (rest.download) {
    return (
      <a href={rest.href} download aria-label={rest["aria-label"]} className={looks}>
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

function Barred({ looks, content, whyNot }: { looks: string; content: ReactNode; whyNot: WhyNot }) {
  const reasonId = useId();
  return (
    <span className="inline-flex min-w-48 flex-col gap-1">
      <button
        type="button"
        aria-disabled="true"
        aria-describedby={reasonId}
        className={clsx(looks, "opacity-55")}
      >
        {content}
      </button>
      <WhyNotNote id={reasonId} reasons={[whyNot]} className={NARROW_NOTE} />
    </span>
  );
}
