import type { PacketFiles } from "./packet.ts";

const BLOCK_BYTES = 512;

/**
 * The files as a tar archive (POSIX.1-1988 ustar), in pieces, inside a folder of their own. Equal files and time give
 * equal bytes. Names are ASCII of at most 100 bytes, folder included; throws otherwise.
 */
export function* tarPieces(folder: string, files: PacketFiles, at: Date): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  for (const [name, text] of Object.entries(files)) {
    const bytes = encoder.encode(text);
    yield header(`${folder}/${name}`, bytes.length, at);
    if (bytes.length > 0) yield bytes;
    const rest = bytes.length % BLOCK_BYTES;
    if (rest > 0) yield new Uint8Array(BLOCK_BYTES - rest);
  }
  yield new Uint8Array(2 * BLOCK_BYTES);
}

function header(name: string, size: number, at: Date): Uint8Array<ArrayBuffer> {
  if (!/^[\x20-\x7e]{1,100}$/.test(name)) throw new TypeError(`${name} does not fit a tar header`);
  const block = new Uint8Array(BLOCK_BYTES);
  const write = (text: string, offset: number) => block.set(new TextEncoder().encode(text), offset);
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, "0")}\0`;
  write(name, 0);
  write(octal(0o644, 8), 100);
  write(octal(0, 8), 108);
  write(octal(0, 8), 116);
  write(octal(size, 12), 124);
  write(octal(Math.floor(at.getTime() / 1000), 12), 136);
  write("        0", 148); // the checksum field counts as spaces; then a regular file
  write("ustar\x0000", 257);
  const sum = block.reduce((all, byte) => all + byte, 0);
  write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}
