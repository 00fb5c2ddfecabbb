import { redirect } from "next/navigation";
import { ownPath } from "#lib/http/own-path.ts";
import { sessionCaller, stepAddress } from "#lib/web/caller.ts";
import { meansOf } from "#lib/web/means.ts";
import { SecondStepForm } from "./second-step-form.tsx";

export const metadata = { title: "Sign in: second step" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/** For a session that still lacks its second factor; everybody else is led on. */
export default async function SecondStepPage({ searchParams }: Props) {
  const next = ownPath((await searchParams).next);
  const caller = await sessionCaller();
  if (!caller) return redirect(stepAddress("/sign-in", next));
  if (!caller.lacks) return redirect(next);
  return <SecondStepForm next={next} name={caller.name} lacks={caller.lacks} means={await meansOf(caller)} />;
}
