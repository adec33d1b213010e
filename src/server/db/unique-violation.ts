import { refused, type SpokenRefusal } from '../refusal.ts'

const UNIQUE_VIOLATION = '23505'

/** Waits for a statement; where it broke this unique constraint, somebody was faster, and that is what is told. */
export async function unless<T>(constraint: string, refusal: SpokenRefusal, statement: Promise<T>): Promise<T> {
  try {
    return await statement
  } catch (error) {
    const broken = error instanceof Error && 'code' in error && 'constraint' in error ? error : undefined
    if (broken?.code === UNIQUE_VIOLATION && broken.constraint === constraint) return refused(refusal)
    throw error
  }
}
