// Files as people send them: real bytes, and the digest each must keep.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

const demo = new URL('../server/src/demo/data/', import.meta.url);

/** A file as a file chooser hands it over. */
export const paper = (name, buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

/** A scan of a page: a picture every browser can show. */
export const photo = () => readFile(new URL('scan.jpg', demo));

/** A signed envelope. */
export const envelope = () => readFile(new URL('envelope.p7m', demo));

/** The beginning of a Windows program. */
export const program = Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04'.padEnd(512, '\x00'), 'latin1');

/** A PDF of exactly `size` bytes: one blank page, filled with comments, which every reader skips. */
export function pdf(size) {
  const objects = [
    '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n',
  ];
  const whole = (filling) => {
    let text = `%PDF-1.4\n%${filling}\n`;
    const places = objects.map((object) => {
      const place = text.length;
      text += object;
      return `${String(place).padStart(10, '0')} 00000 n \n`;
    });
    const table = text.length;
    text += `xref\n0 4\n0000000000 65535 f \n${places.join('')}`;
    text += `trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${String(table).padStart(10, '0')}\n%%EOF\n`;
    return Buffer.from(text, 'latin1');
  };
  return whole('.'.repeat(size - whole('').length));
}

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The files inside a .zip, by name. */
export function unzipped(zip) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map();
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [zip.readUInt16LE(entry + 10), zip.readUInt32LE(entry + 20)];
    const [name, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(entry + place));
    const local = zip.readUInt32LE(entry + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + size);
    files.set(zip.toString('utf8', entry + 46, entry + 46 + name), method === 8 ? inflateRawSync(packed) : packed);
    entry += 46 + name + extra + comment;
  }
  return files;
}
