import { clsx } from "clsx";
import { FingerprintPattern } from "lucide-react";
import Link from "next/link";
import { CopyButton } from "./copy-button.tsx";
import { shortDigest } from "./short-digest.ts";

type DigestProps = {
  /** Full value, `sha256:<hex>`, bare hex or base64. The copy button copies all of it. */
  value: string;
  href?: string | undefined;
  /** Printed before the value instead of its algorithm, such as "leaf". */
  label?: string | undefined;
  bare?: boolean | undefined;
};

/** A digest: shortened, in mono, copied whole, linked to what it names. */
export function Digest({ value, href, label, bare }: DigestProps) {
  const { prefix, short } = shortDigest(value);
  const text = `${label ?? prefix} ${short}`.trim();
  return (
    <span
      className={clsx(
        "inline-flex max-w-full items-center gap-1 font-mono text-xs text-ink-2",
        !bare && "rounded border border-line bg-surface pl-1.5",
      )}
      title={value}
    >
      {!bare && <FingerprintPattern aria-hidden="true" className="size-3 shrink-0" />}
      {href ? (
        <Link href={href} className="truncate hover:text-accent hover:underline">
          {text}
        </Link>
      ) : (
        <span className="truncate">{text}</span>
      )}
      <CopyButton text={value} what={`digest ${short}`} />
    </span>
  );
}
