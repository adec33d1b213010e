// The same table printed by Chromium, the usual way to a PDF. Linux: it is measured through /proc.
import { openBrowser } from '../../tests/browser/support/open-browser.ts'
import { watchChildren } from '../support/watch-children.ts'
import { sampleLetter } from './sample.ts'

const letter = sampleLetter(20_000)
const watch = watchChildren()
const { visit, close } = await openBrowser()
const context = await visit('about:blank')
const page = await context.newPage()
await page.setContent(html())
const pdf = await page.pdf({
  format: 'A4',
  displayHeaderFooter: true,
  footerTemplate: '<p style="font-size:8px"><span class="pageNumber"></span>/<span class="totalPages"></span></p>',
  margin: { top: '20mm', bottom: '20mm', left: '20mm', right: '20mm' },
})
const { cpuSeconds, peakBytes } = watch.stop()
await close()
const pages = pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
console.log(JSON.stringify({ cpuSeconds, peakBytes, fileBytes: pdf.length, pages }))

function html(): string {
  const rows = letter.people.map(
    (person, at) =>
      `<tr><td>${at + 1}</td><td>${person.name}</td><td>${person.documentNumber}</td><td>${person.workClass}</td><td>${person.from} 至 ${person.to}</td></tr>`,
  )
  return `<!doctype html><html lang="zh-CN"><style>table{width:100%;border-collapse:collapse;font-size:8.5pt}td,th{border-bottom:.4pt solid #ccc;height:15pt;text-align:left}</style><h1>${letter.unit.name}</h1><table><thead><tr><th>序号<th>姓名<th>证件号码<th>职业类别<th>保障期间</thead><tbody>${rows.join('')}</tbody></table></html>`
}
