import { redirect } from "next/navigation";
import { ownPath, sessionCaller, stepAddress } from "#lib/web/caller.ts";
import { demonstrationPeople } from "#lib/web/demonstration.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const next = ownPath((await searchParams).next);
  const caller = await sessionCaller();
  if (caller) redirect(caller.lacks ? stepAddress("/sign-in/second-step", next) : next);
  return <SignInForm next={next} demoPeople={await demonstrationPeople()} />;
}
