/** A number's own eight bytes, as IEEE 754 writes them: "40ae 7c00 0000 0000". Equal bytes are the same number to the last bit. */
export function bytesText(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return [0, 2, 4, 6].map((at) => view.getUint16(at).toString(16).padStart(4, "0")).join(" ");
}
