/** First letters of the first and last name, in capitals. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase("en");
}

/** Dark enough for white letters (5 : 1 and more), muted enough not to compete with the state colours. */
const avatarColors = [
  "#2f6f5e",
  "#8a4b2a",
  "#7c5c3e",
  "#41557b",
  "#6b4a7e",
  "#4f6b2f",
  "#2d6a80",
  "#8a3f5a",
  "#5b5f68",
  "#7a5a12",
] as const;

/** A name always gets the same colour (FNV-1a over its code units). */
export function avatarColor(name: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return avatarColors[(hash >>> 0) % avatarColors.length] ?? avatarColors[0];
}
