import { LinkForm } from "../link-form.tsx";

export const metadata = { title: "Set a new password" };

/** For whoever holds a link. Its secret is in the fragment, which never reaches this server. */
export default function NewPasswordPage() {
  return <LinkForm purpose="new-password" />;
}
