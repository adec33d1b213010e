import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const web = fileURLToPath(new URL('..', import.meta.url))
const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/

/** The code without its comments, which may name a term of the business. */
function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

function chineseIn(code: string): string | undefined {
  return withoutComments(code)
    .split('\n')
    .find((line) => CHINESE.test(line))
}

describe('Chinese outside the dictionaries', () => {
  it('does not occur in any page or part of one', () => {
    const files = readdirSync(web, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('words/') && !/\.test\.tsx?$/.test(name))
    expect(files.length).toBeGreaterThan(50)
    const found = files.flatMap((name) => {
      const line = chineseIn(readFileSync(join(web, name), 'utf8'))
      return line === undefined ? [] : [`${name}: ${line.trim()}`]
    })
    expect(found).toEqual([])
  })

  it('is found in code and passed over in comments', () => {
    expect(chineseIn('<b>登录</b>')).toBe('<b>登录</b>')
    expect(chineseIn('names.join("、")')).toBeDefined()
    expect(chineseIn('/** 登录: sign in */\n// 登录\nconst a = 1')).toBeUndefined()
  })
})
