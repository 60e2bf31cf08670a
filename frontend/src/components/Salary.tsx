/** Pay of a posting. */
import { Text } from '@mantine/core'
import { formatSalary, type Salary as SalaryFields } from '@/lib/money'

/** The salary range with currency and period, or a dash. */
export function Salary({ of }: { of: SalaryFields }) {
  const amount = formatSalary(of)
  return amount === null ? (
    <Text span c="dimmed" inherit>
      <span aria-hidden>–</span>
    </Text>
  ) : (
    <span>{amount}</span>
  )
}
