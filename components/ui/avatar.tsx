import { clsx } from "clsx";
import { avatarColor, initials } from "./initials.ts";

/** A person's initials on their own colour. Decorative: the name is printed next to it. */
export function Avatar({ name, className }: { name: string; className?: string | undefined }) {
  return (
    <span
      aria-hidden="true"
      title={name}
      style={{ backgroundColor: avatarColor(name) }}
      className={clsx(
        "inline-grid size-6 shrink-0 place-items-center rounded-full text-2xs font-semibold text-white select-none",
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
