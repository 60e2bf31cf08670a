/** Browsers and devices in words. */

type Sign = readonly [pattern: RegExp, name: string]

// Most browsers also claim to be others, so that the order matters: Edge says Chrome, Chrome says Safari.
const programs: readonly Sign[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
  [/^(python|Python)-/, 'A Python program'],
]

// Android says Linux, and an iPhone says Mac OS X.
const devices: readonly Sign[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]

function nameIn(signs: readonly Sign[], userAgent: string): string | undefined {
  return signs.find(([pattern]) => pattern.test(userAgent))?.[1]
}

/** "Firefox on Windows" and the like, out of what a browser says of itself. */
export function describeUserAgent(userAgent: string): string {
  const program = nameIn(programs, userAgent)
  const device = nameIn(devices, userAgent)
  if (program !== undefined && device !== undefined) return `${program} on ${device}`
  if (device !== undefined) return `A browser on ${device}`
  return program ?? 'An unknown device'
}

/** True for a telephone or tablet. */
export function isMobile(userAgent: string): boolean {
  return /\b(iPhone|iPad|Android|Mobile)\b/.test(userAgent)
}
