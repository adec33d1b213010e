import type { Command } from '../command-line.ts'
import { withServices } from '../with-services.ts'
import { importCalendar, inCalendarImport } from './import-calendar.ts'
import { readHolidayFile } from './read-holiday-file.ts'
import { listCalendarYears } from './working-calendar.ts'

/** `calendar import FILE`: public holidays and days worked in exchange, a year at a time; also beside a server that runs. */
export const calendarImportCommand: Command = {
  name: 'calendar import',
  usage: 'FILE',
  summary: 'Takes the public holidays of a year from a .csv file (date, 休 or 班, name), for deadlines in working days',
  options: {},
  files: 1,
  async run({ files: [file = ''], say }) {
    const days = await readHolidayFile(file)
    return withServices(say, ({ services }) =>
      inCalendarImport(services, 'command-line', async (tx) => {
        const years = await importCalendar(tx, days)
        const working = days.filter((day) => day.working).length
        const known = [...(await listCalendarYears(tx)).keys()]
        const lines = [
          `${years.join(', ')}: ${days.length - working} days off, ${working} days worked in exchange`,
          `Known years: ${known.join(', ')}`,
        ]
        return { data: { years, daysOff: days.length - working, daysWorked: working, known }, lines }
      }),
    )
  },
}
