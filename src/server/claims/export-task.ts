/** The job that writes an export. */
export const EXPORT_CLAIMS = 'export-claims'
