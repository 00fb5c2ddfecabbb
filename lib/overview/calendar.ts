import { MESSAGE_KIND_WORDS, type MessageKind } from "./message.ts";

/** A deadline of somebody, as a calendar shows it. */
export type CalendarDeadline = {
  readonly id: string;
  readonly kind: MessageKind;
  readonly title: string;
  readonly sentence: string;
  readonly href: string;
  readonly dueAt: string;
  readonly toldAt: string;
};

/** How long before its end a deadline begins in the calendar. */
const SHOWN_MS = 15 * 60_000;
/** RFC 5545, 3.1: in bytes, without the line break. */
const LINE_BYTES_MAX = 75;

/** A person's deadlines as iCalendar (RFC 5545). */
export function calendarText(deadlines: readonly CalendarDeadline[], origin: string): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Countersign//Deadlines//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "X-WR-CALNAME:Countersign deadlines",
    ...deadlines.flatMap((one) => eventLines(one, origin)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function eventLines(
  { id, kind, title, sentence, href, dueAt, toldAt }: CalendarDeadline,
  origin: string,
): string[] {
  const due = Date.parse(dueAt);
  return [
    "BEGIN:VEVENT",
    `UID:${id}@${new URL(origin).hostname}`,
    `DTSTAMP:${utc(Date.parse(toldAt))}`,
    `DTSTART:${utc(due - SHOWN_MS)}`,
    `DTEND:${utc(due)}`,
    `SUMMARY:${textValue(`${MESSAGE_KIND_WORDS[kind]}: ${title}`)}`,
    `DESCRIPTION:${textValue(sentence)}`,
    `URL:${origin}${href}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

const utc = (atMs: number): string =>
  new Date(atMs).toISOString().replaceAll(/[-:]/g, "").replace(/\.\d+/, "");

/** RFC 5545, 3.3.11: a name may hold what separates values; nothing it holds may end its line. */
const textValue = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").replaceAll(/[\\;,]/g, (character) => `\\${character}`);

/** A long line goes on after a space, and no character is cut in two. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const parts: string[] = [];
  let part = "";
  let bytes = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (bytes + size > LINE_BYTES_MAX) {
      parts.push(part);
      part = " ";
      bytes = 1;
    }
    part += character;
    bytes += size;
  }
  return [...parts, part].join("\r\n");
}
