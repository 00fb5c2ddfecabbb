import { redirect } from "next/navigation";
import { currentCaller } from "#lib/web/caller.ts";
import { demonstrationPeople } from "#lib/web/demonstration.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const next = ownPath((await searchParams).next);
  if (await currentCaller()) redirect(next);
  return <SignInForm next={next} demoPeople={await demonstrationPeople()} />;
}

/** Where the reader wanted to go: a path of ours or home, never somebody else's address. */
function ownPath(next: string | string[] | undefined): string {
  return typeof next === "string" && /^\/(?![/\\])[^\\\s]*$/.test(next) ? next : "/";
}
