import { type LinkPurpose, linkAddress } from "./credential-link.ts";

type Mailed = {
  readonly purpose: LinkPurpose;
  readonly secret: string;
  readonly expiresAt: Date;
  readonly workspace: string;
  readonly from: string | null;
};

/** What is mailed with a link. Plain text: nothing in it is loaded, counted or rewritten. */
export function linkMessage(link: Mailed, origin: string): { subject: string; text: string } {
  const { subject, first } = WORDS[link.purpose](link);
  const expires = link.expiresAt.toISOString().slice(0, 16).replace("T", " at ");
  const text = `${first}

Open this link to choose your password:

${linkAddress(origin, link.purpose, link.secret)}

It works once, until ${expires} UTC. Nobody else has seen it: pass it on to nobody.
If you did not expect this message, do nothing and tell an admin of ${link.workspace}.
`;
  return { subject, text };
}

type Words = (link: Mailed) => { subject: string; first: string };

const WORDS: Readonly<Record<LinkPurpose, Words>> = {
  join: ({ workspace, from }) => ({
    subject: `Join ${workspace} on Countersign`,
    first: from
      ? `${from} invited you to ${workspace} on Countersign.`
      : `You are invited to ${workspace} on Countersign.`,
  }),
  "new-password": ({ workspace, from }) => ({
    subject: "Set a new password for Countersign",
    first: from
      ? `${from} issued you a link to a new password for ${workspace} on Countersign. Your present one works until you use it.`
      : `You asked for a link to a new password for ${workspace} on Countersign. Your present one works until you use it.`,
  }),
};
