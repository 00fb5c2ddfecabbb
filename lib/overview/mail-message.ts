import { MESSAGE_KIND_WORDS, type MessageKind } from "./message.ts";

/** A message as it is mailed: its title, its kind and its link, and nothing that a model or a person wrote. */
export type Mailed = { readonly kind: MessageKind; readonly title: string; readonly href: string };

type Mailing = {
  readonly items: readonly Mailed[];
  readonly workspace: string;
  /** The address of the installation. */
  readonly origin: string;
  /** Where one more click ends mail of a kind. */
  readonly stopping: ReadonlyMap<MessageKind, string>;
  readonly digest: boolean;
};

export type WrittenMail = { readonly subject: string; readonly text: string; readonly html: string };

const SUBJECT_MAX = 160;

/** One line of printable characters: a title holds names of models, which come from a request. */
const oneLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, SUBJECT_MAX);

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Words one message, or a day's. */
export function mailMessage(mailing: Mailing): WrittenMail {
  const { items, workspace, origin, digest } = mailing;
  const lines = items.map(({ kind, title, href }) => ({
    label: `${MESSAGE_KIND_WORDS[kind]}: ${oneLine(title)}`,
    link: origin + href,
  }));
  const subject = oneLine(
    digest ? `${items.length} messages in ${workspace}` : `${lines[0]?.label ?? "A message"} (${workspace})`,
  );
  const stops = [...mailing.stopping].map(([kind, link]) => ({
    label: `No more mail of this kind: ${MESSAGE_KIND_WORDS[kind]}`,
    link,
  }));
  const choose = { label: "Choose how you are told", link: `${origin}/inbox#notifications` };
  const footer = [...stops, choose];
  const text = [
    `${workspace} on Countersign`,
    ...lines.map(({ label, link }) => `${label}\n${link}`),
    footer.map(({ label, link }) => `${label}: ${link}`).join("\n"),
  ].join("\n\n");
  return { subject, text: `${text}\n`, html: page(oneLine(workspace), lines, footer) };
}

type Line = { readonly label: string; readonly link: string };

/** Without pictures, styles from elsewhere or scripts: nothing that tells a sender whether it was opened. */
const page = (workspace: string, lines: readonly Line[], footer: readonly Line[]): string =>
  [
    '<!doctype html><html lang="en"><body style="font-family:sans-serif;font-size:14px;color:#1c1b19">',
    `<p style="color:#6b6861">${escaped(workspace)} on Countersign</p><ul style="padding-left:18px">`,
    ...lines.map(({ label, link }) => `<li style="margin:8px 0">${anchor({ label, link })}</li>`),
    '</ul><p style="color:#6b6861;font-size:12px">',
    footer.map(anchor).join("<br>"),
    "</p></body></html>",
  ].join("\n");

const anchor = ({ label, link }: Line): string => `<a href="${escaped(link)}">${escaped(label)}</a>`;
