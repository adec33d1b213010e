import { type ParseArgsConfig, parseArgs } from 'node:util'
import { CannotStart } from './cannot-start.ts'

/** Exit codes of every command: done, found or refused something, called wrongly. */
export const exitCodes = { done: 0, problems: 1, usage: 2 } as const

/** What a command answers: `data` for `--json`, `lines` for people. */
export type Outcome = {
  readonly data: unknown
  readonly lines: readonly string[]
  /** True where the command worked and what it looked at is not in order. */
  readonly problems?: boolean
  /** True where the command wrote its answer itself, bit by bit. */
  readonly written?: boolean
}

export type CommandCall = {
  readonly files: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  /** For progress and remarks: goes to standard error, so that standard output stays the answer. */
  readonly say: (line: string) => void
}

export type Command = {
  /** Its words on the command line, as `roster check`. */
  readonly name: string
  /** What follows the words, as `FILE --plan CODE`. */
  readonly usage: string
  readonly summary: string
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>
  /** How many arguments without a name it takes, exactly. */
  readonly files: number
  readonly run: (call: CommandCall) => Promise<Outcome>
}

type Output = { readonly print: (text: string) => void; readonly say: (line: string) => void }

/** Called wrongly: answered with the usage and exit code 2. */
export class WrongUsage extends Error {}

const common = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const

/** Runs the command that the arguments name and answers the exit code; every failure is one sentence. */
export async function runCommandLine(commands: readonly Command[], args: string[], out: Output): Promise<number> {
  const command = commands.find(({ name }) => args.slice(0, name.split(' ').length).join(' ') === name)
  try {
    if (command === undefined) return overview(commands, args, out)
    const { files, options } = parse(command, args.slice(command.name.split(' ').length))
    if (options['help']) return help(command, out)
    const outcome = await command.run({ files, options, say: out.say })
    if (!outcome.written) out.print(options['json'] ? JSON.stringify(outcome.data) : outcome.lines.join('\n'))
    return outcome.problems ? exitCodes.problems : exitCodes.done
  } catch (error) {
    if (error instanceof WrongUsage) {
      out.say(`${error.message}\nUsage: ${usageOf(command)}`)
      return exitCodes.usage
    }
    out.say(error instanceof CannotStart ? error.message : ((error as Error).stack ?? String(error)))
    return exitCodes.problems
  }
}

function parse(command: Command, args: string[]) {
  const config = { args, options: { ...command.options, ...common }, allowPositionals: true } satisfies ParseArgsConfig
  const { values, positionals } = parsed(config)
  if (!values['help'] && positionals.length !== command.files) {
    throw new WrongUsage(
      positionals.length > command.files
        ? `"${positionals[command.files]}" is one argument too many.`
        : `${command.name} wants ${command.usage}.`,
    )
  }
  return { files: positionals, options: values as CommandCall['options'] }
}

function parsed<T extends ParseArgsConfig>(config: T) {
  try {
    return parseArgs(config)
  } catch (error) {
    throw new WrongUsage((error as Error).message)
  }
}

function usageOf(command: Command | undefined): string {
  return `npm run huzhu -- ${[command?.name, command?.usage, '[--json]'].filter(Boolean).join(' ')}`
}

function help(command: Command, out: Output): number {
  out.print(`${command.summary}\n\nUsage: ${usageOf(command)}`)
  return exitCodes.done
}

function overview(commands: readonly Command[], args: string[], out: Output): number {
  const width = Math.max(...commands.map(({ name, usage }) => `${name} ${usage}`.length))
  const lines = commands.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.padEnd(width)}  ${summary}`)
  const text = ['Usage: npm run huzhu -- <command> [--help] [--json]', '', ...lines].join('\n')
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    out.print(text)
    return exitCodes.done
  }
  out.say(`There is no command "${args.join(' ')}".\n${text}`)
  return exitCodes.usage
}
