import { wallTime } from "#lib/kernel/zoned-time.ts";
import { entryText, type MinutesDocument, type MinutesPerson } from "./minutes-document.ts";

/**
 * The minutes as Markdown. What people typed cannot become a heading, a link or markup of it: every character that Markdown or
 * HTML reads is escaped. Times are by the clocks of the council.
 */
export function minutesMarkdown(minutes: MinutesDocument, origin: string): string {
  const { title, council, zone, startsAt, facts, attendance, decisions, entries, signings } = minutes;
  const moment = (at: string) => wallTime(Date.parse(at), zone).replace("T", " ");
  const person = ({ says, at }: MinutesPerson) => `- ${plain(says)}${at ? ` ${moment(at)}` : ""}`;
  const parts = [
    [`# ${plain(title)}`, `${plain(council)}, ${moment(startsAt)} (${plain(zone)})`, list(facts.map(bullet))],
    ["## Attendance", list(attendance.map(person)) || "Nobody was taken down yet."],
    [
      "## Decisions",
      ...decisions.map(({ nth, title: of, href, says, votes }) =>
        list([`${nth}. [${plain(of)}](${origin}${href}): ${plain(says)}`, ...votes.map(indented)]),
      ),
      ...(decisions.length === 0 ? ["Nothing was on the agenda."] : []),
    ],
    [
      "## What happened",
      ...entries.map((entry) => {
        const { says, typed } = entryText(entry);
        return list([`- ${moment(entry.at)} ${plain(says)}`, ...(typed === null ? [] : quoted(typed))]);
      }),
    ],
    ...signings.map(({ title: of, digest, state, text, signers }) => [
      `## ${of}`,
      ...(text === null ? [] : [list(quoted(text).map((line) => line.trimStart()))]),
      list([...signers.map(person), `- State: ${state}`, `- Digest: \`${digest}\``]),
    ]),
  ];
  return `${parts.flat().filter(Boolean).join("\n\n")}\n`;
}

const list = (lines: readonly string[]): string => lines.join("\n");
const bullet = (text: string): string => `- ${plain(text)}`;
const indented = (text: string): string => `   - ${plain(text)}`;

/** A quotation within its point. */
const quoted = (text: string): string[] => text.split(/\r\n|\r|\n/).map((line) => `  > ${plain(line)}`);

/** As it stands: no character of it begins a heading, a point, a link or an element of HTML. */
const plain = (text: string): string =>
  text
    .trimStart()
    .replaceAll(/[\\`*_[\]<>#|~&]/g, String.raw`\$&`)
    .replace(/^([-+=]|\d+(?=[.)]))/, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`))
    .replaceAll(/:(?=\/\/)|\.(?<=www\.)/gi, String.raw`\$&`);
