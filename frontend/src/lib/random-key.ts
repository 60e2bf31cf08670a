/** Keys that nobody else draws. */

/** 128 random bits as hexadecimal digits; `crypto.randomUUID` is missing where the page came over plain HTTP. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
