import Link from "next/link";

/** Where to go after a refusal, by its code: whoever is told no is shown what to do. */
const WAYS: Readonly<Record<string, { readonly label: string; readonly href: string }>> = {
  "sign-in-needed": { label: "Sign in", href: "/sign-in" },
  "second-factor-needed": { label: "Give your second factor", href: "/sign-in/second-step" },
  "role-missing": { label: "See your roles", href: "/account" },
  "not-of-this-function": { label: "See your functions", href: "/account" },
  "contributor-cannot-sign": { label: "See who can sign", href: "#seats" },
  "one-seat-a-person": { label: "See who can sign", href: "#seats" },
};

export function WayOut({ code }: { code: string | undefined }) {
  const way = code !== undefined && Object.hasOwn(WAYS, code) ? WAYS[code] : undefined;
  if (!way) return null;
  return (
    <Link href={way.href} className="text-xs font-medium text-accent hover:underline">
      {way.label}
    </Link>
  );
}
