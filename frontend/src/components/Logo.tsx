/** The mark of the application. */

/** The logo mark; decorative, so the name stands beside it as text. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable={false}>
      <rect width="32" height="32" rx="8" fill="#136459" />
      <path
        d="M8 22.5 13.5 17l4 4L24 12.5"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="24" cy="11.5" r="3" fill="#f2b84b" />
    </svg>
  )
}
