import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no letters that look like digits, safe in URLs and file names. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 10;

/** A new id of 50 random bits: short enough to read aloud, and never in the way of another. */
export function newId(): string {
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/**
 * Ids for jobs, UUID version 7, that sort in the order given: of jobs sent together the queue takes the smallest first.
 */
export function newJobIds(count: number, now = Date.now()): string[] {
  return Array.from({ length: count }, (_, index) => {
    const time = (now + Math.floor(index / 4096)).toString(16).padStart(12, '0');
    const counter = (index % 4096).toString(16).padStart(3, '0');
    const random = randomBytes(8);
    random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
    const tail = random.toString('hex');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  });
}
