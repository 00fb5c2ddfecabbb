import { redirect } from "next/navigation";

/** Where a person's page was. */
export default async function FormerPersonPage({ params }: { params: Promise<{ person: string }> }) {
  redirect(`/people/${(await params).person}`);
}
