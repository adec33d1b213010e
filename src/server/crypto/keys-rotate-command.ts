import { CannotStart } from '../cannot-start.ts'
import type { Command } from '../command-line.ts'
import { readConfig } from '../config.ts'
import { keyFileSentences, rotateKeyFile } from './key-file.ts'

/** `keys rotate`: a new secret for what is sealed from now on, without stopping anything. */
export const keysRotateCommand: Command = {
  name: 'keys rotate',
  usage: '',
  summary: 'Adds a secret to the key file, under which every process seals from its next start on',
  options: {},
  files: 0,
  async run() {
    const { keyFile } = readConfig(process.env)
    const rotated = await rotateKeyFile(keyFile)
    if (!rotated.ok) throw new CannotStart(`The key file ${keyFile} ${keyFileSentences[rotated.fault.code]}`)
    const { current: version } = rotated.ring
    const lines = [
      `The key file ${keyFile} has version ${version} now, and keeps the ones before.`,
      'Make a backup of it: no older copy opens what is sealed from now on.',
      'Copy it to every machine that has one of its own, then restart the processes one after the other, in any order:',
      'those that still run open what the restarted ones seal.',
    ]
    return { data: { keyFile, version }, lines }
  },
}
