import { providerStanding } from "#lib/protocols/openid-connect/provider.ts";
import { LinkForm } from "../link-form.tsx";

export const metadata = { title: "Join" };

/** For whoever was invited. The link's secret is in the fragment, which never reaches this server. */
export default async function JoinPage() {
  return <LinkForm purpose="join" provider={await providerStanding()} />;
}
