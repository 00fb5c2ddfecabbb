import { redirect } from "next/navigation";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { ownPath } from "#lib/http/own-path.ts";
import { providerStanding } from "#lib/protocols/openid-connect/provider.ts";
import { sessionCaller, stepAddress } from "#lib/web/caller.ts";
import { demonstrationPeople } from "#lib/web/demonstration.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const { refused, ...asked } = await readParams(searchParams, ["next", "refused"]);
  const next = ownPath(asked.next);
  const caller = await sessionCaller();
  if (caller) redirect(caller.lacks ? stepAddress("/sign-in/second-step", next) : next);
  const shown = { provider: await providerStanding(), demoPeople: await demonstrationPeople() };
  return <SignInForm {...shown} next={next} refused={refused} />;
}
