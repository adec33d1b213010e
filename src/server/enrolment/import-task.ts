/** The job that runs the import of an uploaded roster. */
export const IMPORT_ROSTER = 'import-roster'
