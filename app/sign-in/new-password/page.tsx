import { providerStanding } from "#lib/protocols/openid-connect/provider.ts";
import { LinkForm } from "../link-form.tsx";

export const metadata = { title: "Set a new password" };

/** For whoever holds a link. Its secret is in the fragment, which never reaches this server. */
export default async function NewPasswordPage() {
  return <LinkForm purpose="new-password" provider={await providerStanding()} />;
}
