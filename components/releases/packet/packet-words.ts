/** The name under which a release's packet is downloaded, without its ending. */
export const packetName = (release: number): string => `release-${release}`;

export const packetHref = (release: number): string => `/api/v1/releases/${release}/packet`;

/** What to run in the folder of the download. The key is quoted: it contains signs that a shell would read. */
export function verifyCommand(release: number, logKey: string | null): string {
  const name = packetName(release);
  const key = logKey === null ? "<the log's key>" : logKey;
  return `tar xf ${name}.tar && npx countersign verify ${name} --vkey '${key}'`;
}
