import decodeQR from 'qr/decode.js'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { QrCode } from './QrCode'

/** Paints the drawing as a camera sees it: RGBA, some pixels for each module. */
function photograph(svg: string) {
  const scale = 4
  const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]) * scale
  const data = new Uint8Array(side * side * 4).fill(255)
  for (const [, x, y] of svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let row = 0; row < scale; row++) {
      for (let column = 0; column < scale; column++) {
        const pixel = (Number(y) * scale + row) * side + Number(x) * scale + column
        data.fill(0, pixel * 4, pixel * 4 + 3)
      }
    }
  }
  return { width: side, height: side, data }
}

describe('a QR code', () => {
  it('reads as the text that it was made of, and says in words what it is', () => {
    const text = 'otpauth://totp/ada%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Jobtracker'
    const svg = renderToStaticMarkup(<QrCode text={text} label="QR code for the app" />)
    expect(decodeQR(photograph(svg))).toBe(text)
    expect(svg).toContain('aria-label="QR code for the app"')
  })
})
