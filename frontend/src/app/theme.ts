/** Colours, type and defaults; every text colour here reaches 4.5:1 on its ground in both schemes. */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const pine: MantineColorsTuple = [
  '#eef8f6',
  '#d9eeea',
  '#b0dad2',
  '#84c5b9',
  '#5fb3a4',
  '#36998a',
  '#1b7c6f',
  '#136459',
  '#0e5048',
  '#083832',
]

const slate: MantineColorsTuple = [
  '#f6f8f8',
  '#eceff1',
  '#dfe4e7',
  '#cbd2d7',
  '#a9b3ba',
  '#818d96',
  '#64717b',
  '#4d5962',
  '#353f47',
  '#20282e',
]

const night: MantineColorsTuple = [
  '#dfe5e9',
  '#c3ccd2',
  '#a3aeb6',
  '#7d8991',
  '#3f4a52',
  '#2f383f',
  '#252d33',
  '#1c2328',
  '#151b1f',
  '#0f1417',
]

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { pine, gray: slate, dark: night },
  black: '#1a2126',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 550 } },
    Paper: { defaultProps: { withBorder: true } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } },
    // The placeholder would be a focusable child of the menu that is no item of it.
    Menu: { defaultProps: { shadow: 'md', width: 220, withInitialFocusPlaceholder: false } },
    // Not a second banner of the page.
    Modal: {
      defaultProps: { attributes: { header: { role: 'presentation' } } },
      styles: { title: { fontWeight: 600 } },
    },
    Notification: { defaultProps: { withBorder: true } },
    // Hints stand under the field, so that fields side by side keep one line.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Fieldset: { styles: { legend: { fontWeight: 600, padding: '0 6px' } } },
    Skeleton: { defaultProps: { radius: 'sm' } },
  },
})

/** Our own tokens (`--jt-*`) and Mantine's where its defaults are too pale to read. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--jt-page': '#f4f6f7',
    '--jt-surface': '#ffffff',
    '--jt-sunken': '#e9edef',
    '--jt-border': '#dce2e5',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#56626b',
    '--mantine-color-placeholder': '#64717b',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default-border': '#89959e',
    '--mantine-color-disabled-color': '#64717b',
    '--mantine-color-yellow-light-color': '#7a4100',
    '--mantine-color-green-light-color': '#1c602a',
    '--mantine-color-orange-light-color': '#8f2d06',
  },
  dark: {
    '--jt-page': '#12171a',
    '--jt-surface': '#1c2328',
    '--jt-sunken': '#0f1417',
    '--jt-border': '#323c43',
    '--mantine-color-body': '#1c2328',
    '--mantine-color-dimmed': '#a3aeb6',
    '--mantine-color-placeholder': '#97a3ab',
    '--mantine-color-error': '#ff9a8f',
    '--mantine-color-default-border': '#6f7c85',
    '--mantine-color-disabled-color': '#97a3ab',
    // Derived from the darkest shade these would be almost black.
    '--mantine-color-gray-light': '#2f383f',
    '--mantine-color-gray-light-hover': '#3f4a52',
    '--mantine-color-pine-light': '#15403a',
    '--mantine-color-pine-light-hover': '#1a4d46',
  },
})
